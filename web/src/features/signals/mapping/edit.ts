/**
 * Changes to a mapping. Each takes a document and gives a new one that the server would accept: references
 * resolve, a score question has one column, a touchpoint has one main score.
 */
import {
  type Code,
  type ColumnRule,
  type CommentCodesRule,
  type DatePart,
  type FixedDate,
  folded,
  freeKey,
  isScore,
  keyOf,
  type Mapping,
  type Named,
  type Role,
  ruleOf,
  type ScoreRule,
} from "./document";

/** What the form of one column can say. Absent: leave as it is; null: take away. */
export type RuleEdit = {
  role?: Role;
  label?: string | null;
  scale?: string;
  /** The label of a touchpoint, known or new; null: the whole experience. */
  touchpoint?: string | null;
  /** Each column rates a touchpoint of its own, called as the column is. */
  ownTouchpoint?: boolean;
  aspect?: string | null;
  primary?: boolean;
  part?: DatePart;
  order?: string | null;
  codes?: Record<string, Code | null>;
  /** Readable values of attributes and choices, or the words of comment codes. */
  words?: Record<string, string>;
};

/** What is known of a column before anybody says what it means. */
export type Hint = { name: string; label?: string; scale?: string };

export function editColumn(mapping: Mapping, hint: Hint, edit: RuleEdit): Mapping {
  return editColumns(mapping, [hint], edit);
}

/** The same edit for many columns: what does not fit a column's role is left out there. */
export function editColumns(mapping: Mapping, hints: readonly Hint[], edit: RuleEdit): Mapping {
  let next = mapping;
  for (const hint of hints) {
    let rule = ruleOf(next, hint.name) ?? { column: hint.name, role: "ignore" };
    if (edit.role !== undefined && edit.role !== rule.role) rule = withRole(next, rule, edit.role, hint);
    if (edit.label !== undefined) rule = withLabel(rule, edit.label);
    next = put(next, rule);
    if (edit.touchpoint !== undefined) next = placeAt(next, hint.name, edit.touchpoint);
    if (edit.ownTouchpoint) next = placeAt(next, hint.name, rule.label ?? hint.label ?? hint.name);
    next = withDetails(next, hint.name, edit);
  }
  return tidy(next);
}

/** The date parts that no column holds; undefined fields are taken away. */
export function fixDate(mapping: Mapping, date: FixedDate): Mapping {
  const kept = Object.fromEntries(Object.entries(date).filter(([, value]) => value !== undefined)) as FixedDate;
  const { date: _, ...rest } = mapping;
  return Object.keys(kept).length === 0 ? rest : { ...rest, date: kept };
}

export function rename(mapping: Mapping, name: string, source: string): Mapping {
  return { ...mapping, name, source };
}

/** The words of the codes of one question, for every column that answers it. */
export function nameCodes(mapping: Mapping, question: string, words: Record<string, string>): Mapping {
  return {
    ...mapping,
    columns: mapping.columns.map((rule) =>
      rule.role === "comment_codes" && rule.question === question
        ? { ...rule, codes: { ...rule.codes, ...words } }
        : rule,
    ),
  };
}

/** Lines such as "101 = Too long" or "101; Too long" or "101<tab>Too long"; what is no such line is given back. */
export function parseCodeList(text: string): { words: Record<string, string>; unread: string[] } {
  const words: Record<string, string> = {};
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const found = /^\s*([^=;:\t]+?)\s*[=;:\t]\s*(.+?)\s*$/.exec(line);
    if (found?.[1] && found[2]) words[found[1]] = found[2];
    else unread.push(line.trim());
  }
  return { words, unread };
}

/** The stage of a touchpoint by its label, made when it isn't there yet; null takes it away. */
export function stageTouchpoint(mapping: Mapping, touchpoint: string, label: string | null): Mapping {
  const [stages, key] = named(mapping.stages ?? [], label);
  return tidy({ ...mapping, stages, touchpoints: patchTouchpoint(mapping, touchpoint, "stage", key) });
}

export function channelTouchpoint(mapping: Mapping, touchpoint: string, label: string | null): Mapping {
  const [channels, key] = named(mapping.channels ?? [], label);
  return tidy({ ...mapping, channels, touchpoints: patchTouchpoint(mapping, touchpoint, "channel", key) });
}

function patchTouchpoint(mapping: Mapping, key: string, field: "stage" | "channel", value: string | undefined) {
  return (mapping.touchpoints ?? []).map((touchpoint) => {
    if (touchpoint.key !== key) return touchpoint;
    const { [field]: _, ...rest } = touchpoint;
    return value === undefined ? rest : { ...rest, [field]: value };
  });
}

function named(list: Named[], label: string | null): [Named[], string | undefined] {
  const wanted = label?.trim() ?? "";
  if (wanted === "") return [list, undefined];
  const known = list.find((one) => folded(one.label) === folded(wanted) || one.key === wanted);
  if (known) return [list, known.key];
  const key = freeKey(keyOf(wanted) || "stage", new Set(list.map((one) => one.key)));
  return [[...list, { key, label: wanted }], key];
}

/** The same rule in another role, keeping what both roles know. */
function withRole(mapping: Mapping, rule: ColumnRule, role: Role, hint: Hint): ColumnRule {
  const base = {
    column: rule.column,
    ...(rule.aliases ? { aliases: rule.aliases } : {}),
    ...(rule.label ? { label: rule.label } : hint.label ? { label: hint.label } : {}),
  };
  const own = keyOf(rule.column) || "column";
  const question = () =>
    "question" in rule && rule.role !== "choice" ? rule.question : freeQuestion(mapping, rule.column, own);
  const blank = "blank" in rule && rule.blank ? { blank: rule.blank } : {};
  const touchpoint = "touchpoint" in rule && rule.touchpoint ? { touchpoint: rule.touchpoint } : {};
  switch (role) {
    case "recommend":
    case "rating":
    case "effort": {
      const codes = isScore(rule) && rule.codes ? { codes: rule.codes } : {};
      const kept = isScore(rule) && rule.aspect ? { aspect: rule.aspect } : {};
      const scale = isScore(rule)
        ? rule.scale
        : (hint.scale ?? (role === "recommend" ? "0-10" : role === "effort" ? "1-7" : "1-5"));
      return { ...base, role, question: question(), scale, ...codes, ...touchpoint, ...kept };
    }
    case "date":
      return { ...base, role, part: "whole" };
    case "comment":
      return { ...base, role, question: question(), ...touchpoint, ...blank };
    case "comment_codes":
      return { ...base, role, question: question(), ...touchpoint, ...blank };
    case "choice": {
      const values = rule.role === "attribute" && rule.values ? { values: rule.values } : {};
      return { ...base, role, question: freeQuestion(mapping, rule.column, own), ...values, ...blank };
    }
    case "attribute": {
      const values = rule.role === "choice" && rule.values ? { values: rule.values } : {};
      const taken = new Set(
        mapping.columns.flatMap((other) =>
          other.role === "attribute" && other.column !== rule.column ? [other.attribute] : [],
        ),
      );
      return { ...base, role, attribute: freeKey(own, taken), ...values, ...blank };
    }
    default:
      return { ...base, role };
  }
}

function freeQuestion(mapping: Mapping, column: string, wanted: string): string {
  const taken = new Set(
    mapping.columns.flatMap((rule) => ("question" in rule && rule.column !== column ? [rule.question] : [])),
  );
  return freeKey(wanted, taken);
}

function withLabel(rule: ColumnRule, label: string | null): ColumnRule {
  const { label: _, ...rest } = rule;
  const text = label?.trim() ?? "";
  return (text === "" ? rest : { ...rest, label: text }) as ColumnRule;
}

function withDetails(mapping: Mapping, column: string, edit: RuleEdit): Mapping {
  const rule = ruleOf(mapping, column);
  if (!rule) return mapping;
  if (isScore(rule)) {
    let score: ScoreRule = rule;
    if (edit.scale !== undefined) score = { ...score, scale: edit.scale };
    if (edit.codes) score = withCodes(score, edit.codes);
    if (edit.aspect !== undefined) score = withAspect(score, edit.aspect);
    if (edit.primary !== undefined) return withPrimary(put(mapping, score), score, edit.primary);
    return put(mapping, score);
  }
  if (rule.role === "date") {
    const { order: before, ...rest } = rule;
    const order = edit.order === undefined ? before : (edit.order ?? undefined);
    return put(mapping, { ...rest, part: edit.part ?? rule.part, ...(order === undefined ? {} : { order }) });
  }
  if (edit.words) {
    if (rule.role === "comment_codes") return put(mapping, withWords(rule, edit.words));
    if (rule.role === "attribute" || rule.role === "choice") {
      return put(mapping, { ...rule, values: saying(rule.values, edit.words) });
    }
  }
  return mapping;
}

function withWords(rule: CommentCodesRule, words: Record<string, string>): CommentCodesRule {
  return { ...rule, codes: saying(rule.codes, words) };
}

function saying(before: Record<string, string> | undefined, words: Record<string, string>): Record<string, string> {
  const after = { ...before, ...words };
  return Object.fromEntries(Object.entries(after).filter(([value, text]) => text.trim() !== "" && text !== value));
}

function withCodes(rule: ScoreRule, edits: Record<string, Code | null>): ScoreRule {
  const codes: Record<string, Code> = { ...rule.codes };
  for (const [value, code] of Object.entries(edits)) {
    for (const text of Object.keys(codes)) if (folded(text) === folded(value)) delete codes[text];
    if (code !== null) codes[value] = code;
  }
  const { codes: _, ...rest } = rule;
  return Object.keys(codes).length === 0 ? rest : { ...rest, codes };
}

function withAspect(rule: ScoreRule, aspect: string | null): ScoreRule {
  const { aspect: _, ...rest } = rule;
  const key = keyOf(aspect ?? "");
  return key === "" ? rest : { ...rest, aspect: key };
}

function withPrimary(mapping: Mapping, rule: ScoreRule, primary: boolean): Mapping {
  return {
    ...mapping,
    columns: mapping.columns.map((other) => {
      if (!isScore(other) || other.touchpoint !== rule.touchpoint || rule.touchpoint === undefined) return other;
      if (other.column === rule.column) return unset(other, primary);
      return primary ? unset(other, false) : other;
    }),
  };
}

function unset(rule: ScoreRule, primary: boolean): ScoreRule {
  const { primary: _, ...rest } = rule;
  return primary ? { ...rest, primary: true } : rest;
}

function placeAt(mapping: Mapping, column: string, label: string | null): Mapping {
  const rule = ruleOf(mapping, column);
  if (!rule || !(isScore(rule) || rule.role === "comment" || rule.role === "comment_codes")) return mapping;
  const { touchpoint: before, ...rest } = rule;
  const loose = isScore(rule) ? unset(rest as ScoreRule, false) : (rest as ColumnRule);
  const wanted = label?.trim() ?? "";
  if (wanted === "") return put(mapping, loose);
  const touchpoints = mapping.touchpoints ?? [];
  const known =
    touchpoints.find((one) => one.key === wanted) ?? touchpoints.find((one) => folded(one.label) === folded(wanted));
  if (known) return put(mapping, known.key === before ? rule : ({ ...loose, touchpoint: known.key } as ColumnRule));
  const key = freeKey(keyOf(wanted) || "touchpoint", new Set(touchpoints.map((one) => one.key)));
  return put({ ...mapping, touchpoints: [...touchpoints, { key, label: wanted }] }, {
    ...loose,
    touchpoint: key,
  } as ColumnRule);
}

function put(mapping: Mapping, rule: ColumnRule): Mapping {
  const known = mapping.columns.some((other) => other.column === rule.column);
  return {
    ...mapping,
    columns: known
      ? mapping.columns.map((other) => (other.column === rule.column ? rule : other))
      : [...mapping.columns, rule],
  };
}

/** Leaves out touchpoints that no column speaks about, and gives each rated one a main score. */
function tidy(mapping: Mapping): Mapping {
  const spoken = new Set(
    mapping.columns.flatMap((rule) => [
      ...("touchpoint" in rule && rule.touchpoint ? [rule.touchpoint] : []),
      ...(rule.role === "comment_codes" ? Object.keys(rule.about ?? {}) : []),
    ]),
  );
  const led = new Set(
    mapping.columns.flatMap((rule) => (isScore(rule) && rule.primary && rule.touchpoint ? [rule.touchpoint] : [])),
  );
  const columns = mapping.columns.map((rule) => {
    if (!isScore(rule)) return rule;
    if (rule.touchpoint === undefined) return rule.primary ? unset(rule, false) : rule;
    if (led.has(rule.touchpoint)) return rule;
    led.add(rule.touchpoint);
    return unset(rule, true);
  });
  const touchpoints = mapping.touchpoints?.filter((one) => spoken.has(one.key));
  return touchpoints === undefined ? { ...mapping, columns } : { ...mapping, columns, touchpoints };
}
