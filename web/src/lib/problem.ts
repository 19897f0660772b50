/** One thing that is wrong with what was sent. `item` counts from 0 in a batch. */
export type FieldError = { item?: number; field?: string; message: string };

/** The body of an `application/problem+json` answer. */
export type ProblemBody = {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  request_id?: string;
  errors?: FieldError[];
};

/**
 * A refusal of the server, or the lack of an answer. Switch on `code`, never on the words.
 *
 * Codes made here, not by the server: `offline` (no answer came), `unreadable` (an answer that is no problem+json).
 */
export class ProblemError extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];

  constructor(body: ProblemBody, status: number) {
    super(body.title ?? body.detail ?? `HTTP ${status}`);
    this.name = "ProblemError";
    this.code = body.code ?? "unreadable";
    this.status = body.status ?? status;
    this.detail = body.detail;
    this.requestId = body.request_id;
    this.errors = body.errors ?? [];
  }

  /** Messages by field, the first of each, as forms show them. */
  get byField(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const error of this.errors) {
      if (error.field && !(error.field in fields)) fields[error.field] = sentence(error.message);
    }
    return fields;
  }
}

/** Rules speak in clauses ("a password needs at least 10 characters"), fields in sentences. */
function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.?…:]$/.test(text) ? text : `${text}.`;
}

/** Reads a refusal from an answer that is not ok. Never throws. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  try {
    const body: unknown = await response.clone().json();
    if (body !== null && typeof body === "object") {
      return new ProblemError({ request_id: requestId, ...(body as ProblemBody) }, response.status);
    }
  } catch {
    // A proxy's HTML page or an empty body: the status is all there is to say.
  }
  return new ProblemError({ code: "unreadable", request_id: requestId }, response.status);
}

/** What a failed `fetch` means: nobody answered. An abort stays an abort. */
export function noAnswer(cause: unknown): unknown {
  if (cause instanceof DOMException && cause.name === "AbortError") return cause;
  if (cause instanceof ProblemError) return cause;
  return new ProblemError({ code: "offline" }, 0);
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}
