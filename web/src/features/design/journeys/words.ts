import type { TFunction } from "i18next";
import type { LivedStep } from "./queries";

type T = TFunction<"design/journeys">;

const feelings = { "-2": "m2", "-1": "m1", "0": "zero", "1": "p1", "2": "p2" } as const;

/** "above expectation"; `null` is not decided. */
export function feelingWord(t: T, feeling: number | null): string {
  if (feeling === null) return t("feeling.none");
  const key = feelings[String(feeling) as keyof typeof feelings];
  return key ? t(`feeling.${key}`) : String(feeling);
}

/** Why a step has no figure, or none to lean on. */
export function reasonWord(t: T, reason: LivedStep["reason"]): string | null {
  return reason === null ? null : t(`reason.${reason}`);
}

export const lanes = [
  "expectation",
  "feeling",
  "touchpoint",
  "action",
  "channel",
  "plusOnes",
  "backstage",
  "owner",
] as const;
export type LaneName = (typeof lanes)[number];
