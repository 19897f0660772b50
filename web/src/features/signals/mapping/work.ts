/** The state of the mapping step: the document, the questions that somebody has settled, the columns that somebody has changed. */
import type { Change, Column, Settle } from "../types";
import { type ColumnRule, isScore, type Mapping } from "./document";
import type { Row, Sure } from "./lines";

export type Work = {
  mapping: Mapping;
  /** Ids of the questions that a person has answered. */
  settled: readonly string[];
  /** Names of the columns whose meaning a person has said or confirmed. */
  said: readonly string[];
};

export function fresh(mapping: Mapping): Work {
  return { mapping, settled: [], said: [] };
}

/** Takes an option of a question. */
export function settle(work: Work, question: Settle, option: number): Work {
  const changes = question.options[option]?.changes ?? [];
  return {
    ...work,
    mapping: changes.reduce(applyChange, work.mapping),
    settled: work.settled.includes(question.id) ? work.settled : [...work.settled, question.id],
  };
}

/** Back to the default of a question, which then is open again if it was open at first. */
export function unsettle(work: Work, question: Settle): Work {
  const changes = question.options[question.chosen]?.changes ?? [];
  return {
    ...work,
    mapping: changes.reduce(applyChange, work.mapping),
    settled: work.settled.filter((id) => id !== question.id),
  };
}

export function saying(work: Work, mapping: Mapping, columns: readonly string[]): Work {
  return { ...work, mapping, said: [...new Set([...work.said, ...columns])] };
}

export function isOpen(work: Work, question: Settle): boolean {
  return question.open && !work.settled.includes(question.id);
}

/** The option that the mapping holds now; one without changes holds when no other does. */
export function chosenOption(mapping: Mapping, question: Settle): number {
  const held = question.options.findIndex(
    (option) => option.changes.length > 0 && option.changes.every((change) => holds(mapping, change)),
  );
  if (held >= 0) return held;
  const open = question.options.findIndex((option) => option.changes.length === 0);
  return open >= 0 ? open : -1;
}

/** The same change as the server makes. A change of a column that isn't there changes nothing. */
export function applyChange(mapping: Mapping, change: Change): Mapping {
  if (change.change === "date") {
    const { date: _, ...rest } = mapping;
    return Object.keys(change.date).length === 0 ? rest : { ...rest, date: change.date };
  }
  return {
    ...mapping,
    columns: mapping.columns.map((rule) => (rule.column === change.column ? changed(rule, change) : rule)),
  };
}

function changed(rule: ColumnRule, change: Exclude<Change, { change: "date" }>): ColumnRule {
  switch (change.change) {
    case "code": {
      if (!isScore(rule)) return rule;
      const { [change.value]: _, ...codes } = rule.codes ?? {};
      const { codes: __, ...rest } = rule;
      if (change.code !== null && change.code !== undefined)
        return { ...rest, codes: { ...codes, [change.value]: change.code } };
      return Object.keys(codes).length > 0 ? { ...rest, codes } : rest;
    }
    case "order":
      return rule.role === "date" && rule.part === "whole" ? { ...rule, order: change.order } : rule;
    case "role": {
      const base = {
        column: rule.column,
        ...(rule.aliases ? { aliases: rule.aliases } : {}),
        ...(rule.label ? { label: rule.label } : {}),
      };
      return { ...base, ...change.meaning } as ColumnRule;
    }
  }
}

function holds(mapping: Mapping, change: Change): boolean {
  return JSON.stringify(canonical(applyChange(mapping, change))) === JSON.stringify(canonical(mapping));
}

/** The same with sorted keys, so that two equal documents read the same. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** The columns of the file with their rules and how sure each is by now. */
export function rowsOf(work: Work, columns: readonly Column[], questions: readonly Settle[]): Row[] {
  const byColumn = new Map<string, Settle[]>();
  for (const question of questions) {
    for (const column of question.columns) byColumn.set(column, [...(byColumn.get(column) ?? []), question]);
  }
  const said = new Set(work.said);
  const rules = new Map(work.mapping.columns.map((rule) => [rule.column, rule]));
  return columns.map((column) => ({
    name: column.name,
    index: column.index,
    rule: rules.get(column.name) ?? { column: column.name, role: "ignore" },
    sure: sureness(column, byColumn.get(column.name) ?? [], work, said),
  }));
}

function sureness(column: Column, questions: readonly Settle[], work: Work, said: ReadonlySet<string>): Sure {
  if (questions.some((question) => isOpen(work, question))) return "asks";
  if (said.has(column.name)) return "yours";
  if (column.confidence === "asks" && questions.length > 0) return "sure";
  return column.confidence;
}
