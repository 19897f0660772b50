import { describe, expect, it } from "vitest";
import { addStep, editStep, moveStep, newStep, removeStep } from "./document";
import { merge, takeTheirs } from "./merge";
import type { JourneyDocument } from "./queries";

const base: JourneyDocument = {
  version: 1,
  name: "Year",
  note: "",
  audience: null,
  filters: [],
  steps: ["a", "b", "c"].map((id) => newStep(id, "join", id.toUpperCase())),
};
const ids = (document: JourneyDocument) => document.steps.map((step) => step.id).join("");

describe("two people on one journey", () => {
  it("keeps both where they changed different fields", () => {
    const mine = editStep(base, "a", { action: "Calls" });
    const theirs = { ...editStep(base, "a", { feeling: 1 }), name: "First year" };
    const { document, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(document.name).toBe("First year");
    expect(document.steps[0]).toMatchObject({ action: "Calls", feeling: 1 });
  });
  it("asks only about what both changed differently, and keeps mine until then", () => {
    const mine = editStep(base, "b", { action: "Calls", owner: "Ana" });
    const theirs = editStep(base, "b", { action: "Writes", owner: "Ana" });
    const { document, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([{ step: "b", label: "B", field: "action", mine: "Calls", theirs: "Writes" }]);
    expect(document.steps[1]?.action).toBe("Calls");
    expect(conflicts[0] && takeTheirs(document, conflicts[0]).steps[1]?.action).toBe("Writes");
  });
  it("keeps what either added, each in its place", () => {
    const mine = addStep(base, 1, newStep("x", "join", "X"));
    const theirs = addStep(base, 3, newStep("y", "join", "Y"));
    expect(ids(merge(base, mine, theirs).document)).toBe("axbcy");
  });
  it("takes out what one removed, unless the other has changed it", () => {
    expect(ids(merge(base, removeStep(base, "b"), base).document)).toBe("ac");
    expect(ids(merge(base, base, removeStep(base, "b")).document)).toBe("ac");
    const changed = editStep(base, "b", { action: "Calls" });
    expect(ids(merge(base, changed, removeStep(base, "b")).document)).toBe("abc");
    expect(ids(merge(base, removeStep(base, "b"), changed).document)).toBe("abc");
  });
  it("moves what either moved; mine wins where both did", () => {
    const theirs = moveStep(base, "c", 0);
    expect(ids(merge(base, base, theirs).document)).toBe("cab");
    expect(ids(merge(base, moveStep(base, "a", 1), theirs).document)).toBe("bac");
  });
  it("keeps no way to a step that is gone", () => {
    const linked = { ...base, links: [{ from: "a", to: "b" }] };
    const { document } = merge(linked, linked, removeStep(linked, "b"));
    expect(document.links ?? []).toEqual([]);
  });
});
