import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../../app/me";
import { saveFile } from "../../../../lib/csv";
import { send } from "../../../../lib/http";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { fileName, svgToPng } from "../../../../ui/charts/exports";
import { Menu, MenuItem } from "../../../../ui/Menu";
import { toast } from "../../../../ui/toasts";
import { usePeriodName } from "../PeriodChip";
import { type JourneyDocument, journeyFile, type Lived, type LivedStep } from "../queries";
import type { Inventory } from "../sheet/StepColumn";
import { feelingWord } from "../words";
import type { SheetInput } from "./draw";

type Props = {
  document: JourneyDocument;
  journeyId: string;
  lived: ReadonlyMap<string, LivedStep>;
  inventory: Inventory;
  period: Lived["period"] | null;
  headline: string;
  /** Whom it is for, in words. */
  who: string;
  /** What is not kept yet is kept first, so that the document is what one sees. */
  onBefore: () => Promise<void>;
};

/** Steps on one page of a PDF: more could not be read. */
const STEPS_A_PAGE = 8;

type Kind = "svg" | "png" | "pdf" | "json";

/** The journey as a file. */
export function ExportMenu({ document, journeyId, lived, inventory, period, headline, who, onBefore }: Props) {
  const { t, i18n } = useTranslation("design/journeys");
  const format = useFormat();
  const { organization } = useMe();
  const periodName = usePeriodName();
  const [busy, setBusy] = useState(false);

  const foot = [
    organization.name,
    period ? t("export.asIsFrom", { period: periodName(period.label) }) : null,
    t("export.drawn", { day: format.day(new Date(), organization.time_zone) }),
  ]
    .filter(Boolean)
    .join(" · ");

  const take = async (kind: Kind) => {
    const name = fileName(document.name);
    if (kind === "json") {
      await onBefore();
      saveFile(`${name}.json`, await (await send(journeyFile(journeyId))).blob());
      return;
    }
    const [{ drawSheet }, { fontRules, measurer }] = await Promise.all([import("./draw"), import("./fonts")]);
    await window.document.fonts.ready;
    const input: SheetInput = {
      document,
      lived,
      inventory,
      measure: measurer(),
      words: {
        title: document.name,
        subtitle: [who, headline].join(" · "),
        foot,
        lanes: {
          expectation: t("lane.expectation"),
          touchpoint: t("lane.touchpoint"),
          action: t("lane.action"),
          channel: t("lane.channel"),
          plusOnes: t("lane.plusOnes"),
          backstage: t("lane.backstage"),
          owner: t("lane.owner"),
        },
        feeling: t("lane.feeling"),
        level: (feeling) => feelingWord(t, feeling),
        toBe: t("legend.toBe"),
        asIs: t("legend.asIs"),
        moment: t("legend.moment"),
        withoutUs: t("sheet.withoutUs"),
        sight: t("sheet.sight"),
        verdict: (verdict) => t(`verdict.${verdict}`),
        signed: format.signed,
        sample: format.sample,
      },
    };
    if (kind === "pdf") {
      const [{ savePdf }, { innerWidth }] = await Promise.all([
        import("../../../../ui/pdf/pdf"),
        import("../../../../ui/pdf/paper"),
      ]);
      const many = document.steps.length;
      const pages = Math.ceil(many / STEPS_A_PAGE);
      const each = Math.ceil(many / pages);
      const width = innerWidth("A3", true);
      await savePdf(`${name}.pdf`, {
        title: document.name,
        language: i18n.language,
        foot,
        page: (page, of) => t("export.page", { page, of }),
        size: "A3",
        landscape: true,
        content: Array.from({ length: pages }, (_, page) => {
          // The page has a foot of its own.
          const words = { ...input.words, foot: "" };
          const { svg } = drawSheet({ ...input, words, from: page * each, to: Math.min(many, (page + 1) * each) });
          return { svg, fit: [width, 700] as [number, number], ...(page > 0 ? { pageBreak: "before" as const } : {}) };
        }),
      });
      return;
    }
    const text =
      JSON.stringify(document) + JSON.stringify(input.words) + inventory.stages.map((one) => one.label).join();
    const { svg } = drawSheet({ ...input, fontRules: await fontRules(text) });
    if (kind === "svg") saveFile(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
    else saveFile(`${name}.png`, await svgToPng(svg));
  };

  return (
    <Menu
      label={t("export.label")}
      placement="bottom end"
      onAction={(kind) => {
        setBusy(true);
        take(kind as Kind)
          .catch(() => toast(t("export.failed"), { failed: true }))
          .finally(() => setBusy(false));
      }}
      trigger={<Button pending={busy}>{t("export.label")}</Button>}
    >
      <MenuItem id="svg">{t("export.svg")}</MenuItem>
      <MenuItem id="png">{t("export.png")}</MenuItem>
      <MenuItem id="pdf">{t("export.pdf")}</MenuItem>
      <MenuItem id="json" note={t("export.jsonNote")}>
        {t("export.json")}
      </MenuItem>
    </Menu>
  );
}
