import { describe, expect, it } from "vitest";
import { placeholders, restOf, sayingOf, splitSentence } from "./audit-sentences";
import type { AuditEntry } from "./queries";

const entry = (action: string, detail: Record<string, unknown> = {}): AuditEntry => ({
  id: "1",
  at: "2026-11-22T03:00:00Z",
  actor: { kind: "person", name: "Owner" },
  action,
  subject: { kind: "person", id: "2", label: "Analyst" },
  detail,
});

describe("a change of a person", () => {
  const same = { from: true, to: true };
  it("tells which of the two it was", () => {
    const role = { from: "analyst", to: "designer" };
    expect(sayingOf(entry("change_person", { role, active: same }))).toEqual({
      saying: "change_person_role",
      role: "designer",
    });
    const kept = { from: "analyst", to: "analyst" };
    const closed = entry("change_person", { role: kept, active: { from: true, to: false } });
    expect(sayingOf(closed)?.saying).toBe("change_person_closed");
    expect(sayingOf(entry("change_person", { role: kept, active: { from: false, to: true } }))?.saying).toBe(
      "change_person_opened",
    );
    expect(restOf(closed)).toEqual([]);
  });
  it("falls back when nothing changed", () => {
    expect(sayingOf(entry("change_person", { active: same }))).toEqual({ saying: "change_person" });
  });
});

it("does not guess at actions it does not know", () => {
  expect(sayingOf(entry("polish_stone"))).toBeUndefined();
});

it("lists what the sentence leaves out", () => {
  const detail = {
    ip: "::1",
    role: "analyst",
    rows: 2831,
    scopes: ["a", "b"],
    zone: { from: "UTC", to: "CET" },
    deep: {},
  };
  expect(restOf(entry("invite_person", detail))).toEqual([
    ["ip", "::1"],
    ["rows", 2831],
    ["scopes", "a, b"],
    ["zone", "UTC → CET"],
  ]);
});

it("cuts a sentence at its names, whatever they contain and in whatever order", () => {
  const sentence = `${placeholders.subject} wurde von ${placeholders.actor} geändert`;
  expect(splitSentence(sentence, { actor: "A <b>", subject: "{{x}}" })).toEqual([
    { text: "{{x}}", name: "subject" },
    { text: " wurde von " },
    { text: "A <b>", name: "actor" },
    { text: " geändert" },
  ]);
});
