import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Note } from "../../../ui/Panel";
import type { Fitting } from "../types";

/** Which mapping was found for the file, why, and where the file differs from it. */
export function FittingNote({ fitting }: { fitting: Fitting }) {
  const { t, i18n } = useTranslation("signals");
  const format = useFormat();
  const few = (names: readonly string[]) =>
    format.list(names.length > 4 ? [...names.slice(0, 3), t("ready.more", { count: names.length - 3 })] : names);
  const { renamed, vanished } = fitting;
  const fresh = fitting.new;
  const called = renamed.map(([here, there]) => `${here} (${there})`);
  return (
    <Note>
      <p>
        <strong>{t("ready.title", { name: fitting.name })}</strong> {i18n.language === "en" && fitting.why}
        {fresh.length > 0 && ` ${t("ready.new", { count: fresh.length, columns: few(fresh) })}`}
        {renamed.length > 0 && ` ${t("ready.renamed", { count: renamed.length, columns: few(called) })}`}
        {vanished.length > 0 && ` ${t("ready.vanished", { count: vanished.length, columns: few(vanished) })}`}
      </p>
    </Note>
  );
}
