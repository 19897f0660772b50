import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { saveCsv } from "../../../lib/csv";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { useTell } from "../../../ui/useTell";
import { allClients, type Filters } from "../queries";

/** Every client that the filters leave, not only those on the page, as a file. A second press stops it. */
export function ExportButton({ filters }: { filters: Filters }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const { refused } = useTell();
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const start = async () => {
    const control = new AbortController();
    running.current = control;
    setDone(0);
    try {
      const rows = await allClients(filters, control.signal, setDone);
      const head = [
        t("file.key"),
        t("list.client"),
        t("file.kind"),
        t("list.standing"),
        t("list.tier"),
        t("list.owner"),
        t("file.email"),
        t("list.lastTouch"),
      ];
      saveCsv("clients.csv", [
        head,
        ...rows.map((one) => [
          one.key,
          one.name,
          one.kind && t(`kind.${one.kind}`),
          t(`standing.${one.standing ?? "unknown"}`),
          one.tier?.label,
          one.owner?.name,
          one.email,
          one.last_touch_at,
        ]),
      ]);
    } catch (error) {
      if (!control.signal.aborted) refused(error);
    } finally {
      running.current = null;
      setDone(null);
    }
  };
  return (
    <Button onPress={() => (running.current ? running.current.abort() : void start())}>
      {done === null ? t("file.save") : t("file.stop", { count: format.count(done) })}
    </Button>
  );
}
