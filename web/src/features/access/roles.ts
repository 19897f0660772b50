import type { Role } from "../../app/me";

/** From most to least that may be changed. */
export const roles: readonly Role[] = ["owner", "designer", "frontline", "analyst"];

/** What a token may be made for; the same as `Permission::is_scope` on the server. */
export const scopes = [
  "record_signals",
  "run_imports",
  "read_insight",
  "read_comments",
  "read_design",
  "edit_design",
  "read_clients",
  "edit_clients",
  "see_small_groups",
  "read_audit",
] as const;
export type Scope = (typeof scopes)[number];
