import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Figures, figuresOf } from "./figures";

/** Numbers the way the reader's language writes them. */
export function useFigures(): Figures {
  const { i18n } = useTranslation();
  return useMemo(() => figuresOf(i18n.language), [i18n.language]);
}
