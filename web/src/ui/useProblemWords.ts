import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../lib/problem";

/** Codes of the server for which we have sentences of our own, and those of ours (see `ProblemError`). */
const sentences = {
  offline: "offline",
  not_signed_in: "signedOut",
  wrong_credentials: "credentials",
  forbidden: "forbidden",
  cross_site: "forbidden",
  throttled: "throttled",
  not_found: "notFound",
  no_such_route: "notFound",
  conflict: "conflict",
  already_set_up: "setUp",
  setup_refused: "setupRefused",
  last_owner: "lastOwner",
  email_taken: "emailTaken",
  invitation_gone: "invitationGone",
  too_large: "tooLarge",
  bad_request: "invalid",
  invalid_json: "invalid",
  invalid_fields: "invalid",
  unsupported_media: "invalid",
  unreadable_file: "unreadableFile",
  mapping_does_not_fit: "mapping",
  storage_full: "storageFull",
  unavailable: "unavailable",
  timeout: "unavailable",
  internal: "server",
} as const;

export type ProblemKind = (typeof sentences)[keyof typeof sentences] | "unreadable" | "broken";

/** For answers whose body was lost on the way. */
const statuses: Record<number, ProblemKind> = {
  400: "invalid",
  401: "signedOut",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  413: "tooLarge",
  422: "invalid",
  429: "throttled",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** Which of our sentences fits: by code where we know it, else by status. */
export function kindOf(error: unknown): ProblemKind {
  if (!(error instanceof ProblemError)) return "broken";
  if (error.code in sentences) return sentences[error.code as keyof typeof sentences];
  const known = statuses[error.status];
  if (known) return known;
  if (error.status >= 500) return "server";
  return "unreadable";
}

/** Where the server knows the reason better than a sentence of ours. */
const serverSpeaks: readonly ProblemKind[] = ["invalid", "conflict", "tooLarge", "unreadableFile", "mapping"];

/** What happened and what to do, in the reader's language; the server's own detail where it says more. */
export function useProblemWords() {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown): { title: string; what: string } => {
      const kind = kindOf(error);
      const title = t(`problem.${kind}.title`);
      const ours = t(`problem.${kind}.what`);
      if (!(error instanceof ProblemError)) return { title, what: ours };
      const theirs = error.errors.map((each) => each.message).join(" ") || error.detail;
      return { title, what: theirs && serverSpeaks.includes(kind) ? theirs : ours };
    },
    [t],
  );
}
