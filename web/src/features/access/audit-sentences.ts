import type { AuditEntry } from "./queries";

/** Actions for which there is a sentence, as the server writes them; also the choices of the filter. */
export const auditActions = [
  "sign_in",
  "invite_person",
  "revoke_invitation",
  "accept_invitation",
  "change_person",
  "create_token",
  "revoke_token",
  "start_import",
  "cancel_import",
  "undo_import",
  "save_mapping",
  "delete_mapping",
  "create_touchpoint",
  "change_touchpoint",
  "change_touchpoints",
  "remove_touchpoint",
  "import_inventory",
  "apply_template",
  "accept_discoveries",
  "dismiss_discoveries",
  "restore_discoveries",
  "undo_change",
  "leave_cell_empty",
  "open_cell",
  "create_audience",
  "change_audience",
  "delete_audience",
  "order_stages",
  "remove_stage",
  "order_channels",
  "remove_channel",
  "create_comparison",
  "change_comparison",
  "delete_comparison",
  "create_stage",
  "change_stage",
  "create_channel",
  "change_channel",
  "create_annotation",
  "delete_annotation",
  "save_plan",
  "review_plan",
  "reopen_plan",
  "publish_plan",
  "discard_plan",
  "create_journey",
  "import_journey",
  "save_journey",
  "delete_journey",
  "create_event_kind",
  "change_event_kind",
  "create_tier",
  "change_tier",
  "delete_tier",
  "create_care_rule",
  "change_care_rule",
  "delete_care_rule",
  "restore_care_rule",
  "log_touch",
  "snooze_prompt",
  "mark_prompt_done",
  "mark_prompt_not_needed",
  "undo_prompt",
  "create_calendar_link",
  "revoke_calendar_link",
  "create_client",
  "change_client",
  "import_clients",
  "undo_client_import",
  "merge_clients",
  "undo_merge",
  "tell_clients_apart",
  "doubt_clients_again",
  "distinguish_clients",
  "create_contact",
  "change_contact",
  "remove_contact",
  "restore_contact",
  "record_consent",
  "create_attribute",
  "change_attribute",
  "use_attribute",
  "create_segment",
  "change_segment",
  "delete_segment",
  "change_expectation",
  "undo_expectation",
  "begin_discovery",
  "change_discovery",
  "delete_discovery",
  "play_back_discovery",
  "create_client_link",
  "revoke_client_link",
  "answer_expectation",
  "add_own_expectation",
  "change_wishes",
  "add_client_change",
  "delete_client_change",
  "leave_change_untold",
  "propose_change_again",
  "ask_for_link",
  "settle_link_request",
  "add_expectations",
  "confirm_expectation",
  "retire_expectation",
  "add_board_card",
  "change_board_card",
  "keep_norm",
  "reopen_norm",
  "move_board_card",
  "take_back_plus_one_move",
  "vote_board_card",
  "unvote_board_card",
  "give_gift",
  "hold_out_gift",
  "react_to_gift",
  "take_back_gift",
  "restore_gift",
  "start_sprint",
  "change_sprint",
  "renew_sprint_link",
  "close_sprint",
  "make_promise",
  "unmake_promise",
  "correct_promise",
  "keep_promise",
  "renegotiate_promise",
  "break_promise",
  "reopen_promise",
  "note_own_error",
  "change_own_error",
  "note_trust_signal",
  "correct_trust_signal",
  "withdraw_trust_signal",
  "restore_trust_signal",
  "record_pulse",
  "note_advocacy",
  "change_advocacy",
  "restore_advocacy",
  "note_departure",
  "change_departure",
  "restore_departure",
  "record_revenue",
  "withdraw_revenue",
  "accept_finding",
  "dismiss_finding",
  "snooze_finding",
  "reopen_finding",
  "note_insight",
  "add_reading",
  "withdraw_reading",
  "import_pairs",
  "set_ladder_rules",
  "change_insight",
  "withdraw_insight",
  "restore_insight",
  "publish_progress",
  "revoke_progress_link",
  "save_platform",
  "publish_platform",
  "discard_platform",
  "create_element",
  "change_element",
  "remove_element",
  "restore_element",
  "create_standard",
  "change_standard",
  "remove_standard",
  "restore_standard",
  "create_exam",
  "withdraw_exam",
  "restore_exam",
  "create_picture",
  "create_role_card",
  "change_role_card",
  "remove_role_card",
  "restore_role_card",
  "sign_role_card",
  "set_expressions",
  "set_up",
  "create_organization",
  "change_organization",
  "change_me",
  "change_password",
  "revoke_session",
] as const;
export type AuditAction = (typeof auditActions)[number];

export type Saying = AuditAction | "change_person_role" | "change_person_closed" | "change_person_opened";

export function isAuditAction(action: string): action is AuditAction {
  return (auditActions as readonly string[]).includes(action);
}

type Change = { from: unknown; to: unknown };

function changeOf(value: unknown): Change | undefined {
  if (value === null || typeof value !== "object" || !("from" in value) || !("to" in value)) return undefined;
  return value.from === value.to ? undefined : { from: value.from, to: value.to };
}

/** Which sentence tells the entry, and the role it speaks of. `undefined`: an action that this page does not know. */
export function sayingOf({ action, detail }: AuditEntry): { saying: Saying; role?: string } | undefined {
  if (!isAuditAction(action)) return undefined;
  if (action === "change_person") {
    const active = changeOf(detail.active);
    if (active) return { saying: active.to === true ? "change_person_opened" : "change_person_closed" };
    const role = changeOf(detail.role);
    if (role) return { saying: "change_person_role", role: String(role.to) };
  }
  return typeof detail.role === "string" ? { saying: action, role: detail.role } : { saying: action };
}

/** What the sentence leaves out: plain values, in the order the server noted them. */
export function restOf({ action, detail }: AuditEntry): [string, string | number][] {
  const rest: [string, string | number][] = [];
  for (const [key, value] of Object.entries(detail ?? {})) {
    if (key === "role" && (typeof value === "string" || action === "change_person")) continue;
    if (key === "active" && action === "change_person") continue;
    const change = changeOf(value);
    if (change) rest.push([key, `${String(change.from)} → ${String(change.to)}`]);
    else if (Array.isArray(value)) rest.push([key, value.map(String).join(", ")]);
    else if (typeof value === "number") rest.push([key, value]);
    else if (value !== null && typeof value !== "object") rest.push([key, String(value)]);
  }
  return rest;
}

const marks = { actor: "\ue000", subject: "\ue001" };

/** Placeholders for a translation, to be found again by `splitSentence`: names are set in bold, whatever they contain. */
export const placeholders = marks;

export type Part = { text: string; name?: "actor" | "subject" };

/** Cuts a translated sentence at its names. */
export function splitSentence(sentence: string, names: { actor: string; subject: string }): Part[] {
  return sentence
    .split(/([\ue000\ue001])/)
    .filter((text) => text !== "")
    .map((text): Part => {
      if (text === marks.actor) return { text: names.actor, name: "actor" };
      if (text === marks.subject) return { text: names.subject, name: "subject" };
      return { text };
    });
}
