/**
 * What stands behind `?` in an address: view state that survives reload, back and being sent to a colleague.
 * The text stays readable (`?period=2017&where=attr.barea=A`), so values are strings and repeated keys are lists.
 */
export type RawSearch = Record<string, string | string[]>;

export function parseSearch(text: string): RawSearch {
  const search: RawSearch = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = search[key];
    if (before === undefined) search[key] = value;
    else if (Array.isArray(before)) before.push(value);
    else search[key] = [before, value];
  }
  return search;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === "" || value === false) continue;
    if (Array.isArray(value)) for (const each of value) params.append(key, String(each));
    else params.append(key, String(value));
  }
  // Filters read better unescaped, and these signs are allowed in a query.
  const text = params.toString().replace(/%3D/g, "=").replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/");
  return text === "" ? "" : `?${text}`;
}

export function one(raw: unknown): string | undefined {
  const value = Array.isArray(raw) ? raw[0] : raw;
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

export function many(raw: unknown): string[] | undefined {
  if (raw === undefined || raw === null || raw === "") return undefined;
  return (Array.isArray(raw) ? raw : [raw]).map(String);
}

export function flag(raw: unknown): boolean | undefined {
  return raw === true || one(raw) === "true" ? true : undefined;
}

/** The state that Cockpit, Touchpoints and a touchpoint's page share. */
export type InsightSearch = {
  /** "2017", "2017-Q2", "2017-05-01..2017-05-31", "last-90-days" */
  period?: string;
  against?: string;
  /** Filters in the words of the API: "attr.barea=A" */
  where?: string[];
  weighted?: boolean;
  /** An attribute whose groups are compared. */
  segment?: string;
  view?: string;
  sort?: string;
  group?: string;
  q?: string;
};

export function insightSearch(raw: Record<string, unknown>): InsightSearch {
  return {
    period: one(raw.period),
    against: one(raw.against),
    where: many(raw.where),
    weighted: flag(raw.weighted),
    segment: one(raw.segment),
    view: one(raw.view),
    sort: one(raw.sort),
    group: one(raw.group),
    q: one(raw.q),
  };
}

/** The state of the import wizard: which upload, which step. */
export type ImportSearch = { upload?: string; step?: string; show?: string };

export function importSearch(raw: Record<string, unknown>): ImportSearch {
  return { upload: one(raw.upload), step: one(raw.step), show: one(raw.show) };
}

/** The audit screen: which actions. */
export type AuditSearch = { action?: string };

export function auditSearch(raw: Record<string, unknown>): AuditSearch {
  return { action: one(raw.action) };
}

/** Sign-in: where to go afterwards. Only addresses of our own. */
export type SignInSearch = { back?: string };

export function signInSearch(raw: Record<string, unknown>): SignInSearch {
  const back = one(raw.back);
  return { back: back?.startsWith("/") && !back.startsWith("//") && !back.startsWith("/\\") ? back : undefined };
}

/** Set-up: the one-time token of the link that the server prints. */
export type SetupSearch = { token?: string };

export function setupSearch(raw: Record<string, unknown>): SetupSearch {
  return { token: one(raw.token) };
}

/** People: whether the invitation form is open, so that the palette can lead there. */
export type PeopleSearch = { invite?: boolean };

export function peopleSearch(raw: Record<string, unknown>): PeopleSearch {
  return { invite: flag(raw.invite) };
}

/** Tokens: whether the form for a new one is open. */
export type TokensSearch = { create?: boolean };

export function tokensSearch(raw: Record<string, unknown>): TokensSearch {
  return { create: flag(raw.create) };
}

/** Versions of a plan: which two stand side by side. */
export type PlanVersionsSearch = { a?: string | undefined; b?: string | undefined };

export function planVersionsSearch(raw: Record<string, unknown>): PlanVersionsSearch {
  return { a: one(raw.a), b: one(raw.b) };
}

/** Deliveries of a touchpoint: which, and whose. */
export type DeliveriesSearch = { show?: string | undefined; q?: string | undefined };

export function deliveriesSearch(raw: Record<string, unknown>): DeliveriesSearch {
  return { show: one(raw.show), q: one(raw.q) };
}

/** The platform: which of its parts, and which stage of the matrix. */
export type PlatformSearch = { tab?: string; stage?: string };

export function platformSearch(raw: Record<string, unknown>): PlatformSearch {
  return { tab: one(raw.tab), stage: one(raw.stage) };
}
