/** Where one can go; only what exists. `needs` is a permission; without it everybody sees the entry. */
export type NavItem = {
  to:
    | "/today"
    | "/cockpit"
    | "/world"
    | "/inventory"
    | "/gaps"
    | "/journeys"
    | "/platform"
    | "/programme"
    | "/clients"
    | "/expectations"
    | "/promises"
    | "/trust"
    | "/advocacy"
    | "/plus-ones"
    | "/ladder"
    | "/touchpoints"
    | "/import"
    | "/people"
    | "/tokens"
    | "/audit"
    | "/settings";
  text:
    | "today"
    | "cockpit"
    | "world"
    | "inventory"
    | "gaps"
    | "journeys"
    | "platform"
    | "programme"
    | "clients"
    | "expectations"
    | "promises"
    | "trust"
    | "advocacy"
    | "plusOnes"
    | "ladder"
    | "scores"
    | "import"
    | "people"
    | "tokens"
    | "audit"
    | "settings";
  needs?: string;
};

/** Entries under a heading; a group without an entry that one may see is not shown. */
export type NavGroup = { text?: "clients" | "design" | "insight" | "setUp"; items: readonly NavItem[] };

export const nav: readonly NavGroup[] = [
  {
    items: [
      { to: "/today", text: "today", needs: "read_clients" },
      { to: "/cockpit", text: "cockpit", needs: "read_insight" },
    ],
  },
  {
    text: "clients",
    items: [
      { to: "/clients", text: "clients", needs: "read_clients" },
      { to: "/expectations", text: "expectations", needs: "read_clients" },
      { to: "/promises", text: "promises", needs: "read_clients" },
      { to: "/trust", text: "trust", needs: "read_insight" },
      { to: "/ladder", text: "ladder", needs: "read_insight" },
      { to: "/plus-ones", text: "plusOnes", needs: "read_insight" },
      { to: "/advocacy", text: "advocacy", needs: "read_clients" },
    ],
  },
  {
    text: "design",
    items: [
      { to: "/inventory", text: "inventory", needs: "read_design" },
      { to: "/gaps", text: "gaps", needs: "read_design" },
      { to: "/journeys", text: "journeys", needs: "read_design" },
      { to: "/platform", text: "platform", needs: "read_design" },
      { to: "/world", text: "world", needs: "read_design" },
      { to: "/programme", text: "programme", needs: "read_design" },
    ],
  },
  { text: "insight", items: [{ to: "/touchpoints", text: "scores", needs: "read_insight" }] },
  {
    text: "setUp",
    items: [
      { to: "/import", text: "import", needs: "run_imports" },
      { to: "/people", text: "people", needs: "manage_people" },
      { to: "/tokens", text: "tokens", needs: "manage_tokens" },
      { to: "/audit", text: "audit", needs: "read_audit" },
      { to: "/settings", text: "settings" },
    ],
  },
];

/** The groups as somebody with these permissions sees them. */
export function navFor(permissions: readonly string[]): NavGroup[] {
  return nav
    .map((group) => ({ ...group, items: group.items.filter(({ needs }) => !needs || permissions.includes(needs)) }))
    .filter((group) => group.items.length > 0);
}
