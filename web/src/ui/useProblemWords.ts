import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../lib/problem";

const known = [
  "offline",
  "unreadable",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "throttled",
  "too_large",
  "invalid",
  "unavailable",
] as const;
type Known = (typeof known)[number];

/** Which of our sentences fits: by code where we know it, else by status. */
export function kindOf(error: unknown): Known | "broken" | "server" {
  if (!(error instanceof ProblemError)) return "broken";
  const code = known.find((each) => each === error.code);
  if (code && code !== "unreadable") return code;
  switch (error.status) {
    case 0:
      return "offline";
    case 401:
      return "unauthenticated";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    case 413:
      return "too_large";
    case 400:
    case 422:
      return "invalid";
    case 429:
      return "throttled";
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return error.status >= 500 ? "server" : "unreadable";
  }
}

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
      // For refusals the server knows the reason; for trouble on the way or inside we know what to do.
      const speaks = kind === "invalid" || kind === "conflict" || kind === "forbidden" || kind === "too_large";
      return { title, what: speaks && theirs ? theirs : ours };
    },
    [t],
  );
}
