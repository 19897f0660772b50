/** Where one can go; only what exists. `needs` is a permission; without it everybody sees the entry. */
export type NavItem = {
  to: "/cockpit" | "/touchpoints" | "/import" | "/people" | "/tokens" | "/audit" | "/settings";
  text: "cockpit" | "touchpoints" | "import" | "people" | "tokens" | "audit" | "settings";
  needs?: string;
};

export const mainNav: readonly NavItem[] = [
  { to: "/cockpit", text: "cockpit", needs: "read_insight" },
  { to: "/touchpoints", text: "touchpoints", needs: "read_insight" },
  { to: "/import", text: "import", needs: "run_imports" },
];

export const setUpNav: readonly NavItem[] = [
  { to: "/people", text: "people", needs: "manage_people" },
  { to: "/tokens", text: "tokens", needs: "manage_tokens" },
  { to: "/audit", text: "audit", needs: "read_audit" },
  { to: "/settings", text: "settings" },
];
