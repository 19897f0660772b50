import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { saveCsv, saveFile } from "../../../lib/csv";
import { Button } from "../../../ui/Button";
import { Chevron } from "../../../ui/Chevron";
import { chartToSvg, fileName, svgToPng, twinRows } from "../../../ui/charts/exports";
import { GroupDots } from "../../../ui/charts/GroupDots";
import type { Twin } from "../../../ui/charts/twin";
import { Menu, MenuItem } from "../../../ui/Menu";
import { useView } from "../parts/useView";
import { type ScoreboardRow, scoreboardFile } from "../queries";
import type { BoardFrame } from "./frame";

interface Props {
  readonly twin: Twin;
  readonly rows: readonly ScoreboardRow[];
  readonly frame: BoardFrame;
  readonly title: string;
  readonly source: string;
}

/** The scoreboard to take along: its numbers, or its axis as one picture. */
export function BoardExport({ twin, rows, frame, title, source }: Props) {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const picture = useRef<HTMLDivElement>(null);

  const take = async (kind: string) => {
    const name = fileName(`${t("board.name")} ${title}`);
    if (kind === "csv") return saveCsv(`${name}.csv`, twinRows(twin));
    const drawn = picture.current?.querySelector("svg");
    if (!drawn || (kind !== "svg" && kind !== "png")) return;
    const svg = await chartToSvg(drawn, title, source);
    if (kind === "svg") saveFile(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
    else saveFile(`${name}.png`, await svgToPng(svg));
  };

  return (
    <>
      <Menu
        label={t("board.export")}
        placement="bottom end"
        onAction={(kind) => void take(kind)}
        trigger={
          <Button>
            {t("board.export")} <Chevron />
          </Button>
        }
      >
        <MenuItem id="csv">{t("board.exportCsv")}</MenuItem>
        <MenuItem id="xlsx" href={scoreboardFile(view)} download>
          {t("board.exportXlsx")}
        </MenuItem>
        <MenuItem id="svg">{t("board.exportSvg")}</MenuItem>
        <MenuItem id="png">{t("board.exportPng")}</MenuItem>
      </Menu>
      <div ref={picture} hidden>
        <GroupDots
          width={720}
          label={title}
          unit="score"
          ends={[frame.scale.low, frame.scale.high]}
          expected={frame.expected}
          groups={[
            {
              heading: t("board.touchpoint"),
              items: rows.flatMap((row) =>
                row.estimate ? [{ key: row.touchpoint.id, label: row.touchpoint.label, estimate: row.estimate }] : [],
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
