"""One account for each role. All names are invented and all addresses end where no mail can go."""

from ledstjarna.walls.roles import Role

# (role, name, address before @, code of the unit where the role is held)
PEOPLE: tuple[tuple[Role, str, str, str], ...] = (
    (Role.LOCAL_COORDINATOR, "Sam Exempel", "samordnare", "SOC"),
    (Role.REGISTRAR, "Nora Exempel", "registrator", "SOC"),
    (Role.UNIT_MANAGER, "Elis Exempel", "enhetschef", "SOC-18"),
    (Role.STAFF, "Mira Exempel", "medarbetare", "SOC-18"),
    (Role.CENTRAL_COORDINATOR, "Cleo Exempel", "central", "STAD"),
    (Role.COMMUNICATOR, "Kim Exempel", "kommunikator", "SOC"),
    (Role.NAVIGATOR, "Lo Exempel", "lots", "SOC-20"),
    (Role.RECEIVER, "Tove Exempel", "mottagare", "SOC-19"),
    (Role.GRANT_REVIEWER, "Ulf Exempel", "utredare", "SOC-16"),
    (Role.DECISION_MAKER, "Britt Exempel", "beslutsfattare", "SOC"),
    (Role.AUDITOR, "Disa Exempel", "granskare", "STAD"),
    (Role.ADMINISTRATOR, "Ali Exempel", "systemforvaltare", "STAD"),
)

# Units where an account above holds the role that every such unit must have.
OWN_HOLDERS = frozenset({"SOC", "SOC-18"})
# Units where nobody is in place, so that vacancies can be seen.
VACANT = frozenset({"SDN06", "SOC-12", "SOC-27"})
