import { type ReactNode, useId, useRef, useState } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { saveCsv, saveFile } from "../../lib/csv";
import { Menu, MenuItem } from "../Menu";
import styles from "./charts.module.css";
import { chartToSvg, fileName, svgToPng, twinRows } from "./exports";
import { cellText, type Twin } from "./twin";
import { useWidth } from "./useWidth";

interface Props {
  /** The finding or the question; never the names of the axes. */
  readonly title: string;
  /** One or two sentences that say for a screen reader what the picture shows. */
  readonly caption: string;
  readonly twin: Twin;
  /** Where the numbers come from: written under exported pictures. */
  readonly source: string;
  /** Explains, below the chart, what can't be seen in it. */
  readonly note?: ReactNode;
  /** Beside the title: where to read on. */
  readonly actions?: ReactNode;
  /** Known before the width is, so that nothing below moves. */
  readonly height: number | ((width: number) => number);
  readonly children: (width: number) => ReactNode;
  /** 3 where the page's part has a heading of its own above. */
  readonly level?: 2 | 3;
}

/** What every chart has around it: title, table twin, caption, and itself as SVG, PNG and CSV. */
export function ChartFrame({ title, caption, twin, source, note, actions, height, children, level = 2 }: Props) {
  const { t } = useTranslation("charts");
  const [table, setTable] = useState(false);
  const [ref, width] = useWidth<HTMLDivElement>();
  const chart = useRef<HTMLDivElement>(null);
  const heading = useId();
  const Heading = `h${level}` as const;

  const take = async (kind: "svg" | "png" | "csv") => {
    const name = fileName(title);
    if (kind === "csv") {
      saveCsv(`${name}.csv`, twinRows(twin));
      return;
    }
    const drawn = chart.current?.querySelector("svg");
    if (!drawn) return;
    const svg = await chartToSvg(drawn, title, source);
    if (kind === "svg") saveFile(`${name}.svg`, new Blob([svg], { type: "image/svg+xml" }));
    else saveFile(`${name}.png`, await svgToPng(svg));
  };

  return (
    <figure className={styles.frame} aria-labelledby={heading}>
      <div className={styles.head}>
        <Heading id={heading}>{title}</Heading>
        <div className={styles.tools}>
          {actions}
          <ToggleButton className={styles.tool ?? ""} isSelected={table} onChange={setTable}>
            {table ? t("showChart") : t("showTable")}
          </ToggleButton>
          <Menu
            label={t("exportOf", { title })}
            placement="bottom end"
            onAction={(kind) => void take(kind as "svg" | "png" | "csv")}
            trigger={<Button className={styles.tool ?? ""}>{t("export")}</Button>}
          >
            <MenuItem id="svg">{t("asSvg")}</MenuItem>
            <MenuItem id="png">{t("asPng")}</MenuItem>
            <MenuItem id="csv">{t("asCsv")}</MenuItem>
          </Menu>
        </div>
      </div>
      <div ref={ref}>
        {table && <TwinTable twin={twin} caption={title} />}
        <div ref={chart} hidden={table} style={{ minHeight: typeof height === "number" ? height : height(width) }}>
          {children(width)}
        </div>
      </div>
      <figcaption>
        <span className={styles.spoken}>{caption}</span>
        {note && <span className={styles.under}>{note}</span>}
      </figcaption>
    </figure>
  );
}

export function TwinTable({ twin, caption }: { twin: Twin; caption: string }) {
  const [first] = twin.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={styles.twin} aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {twin.columns.map((column) => (
              <th key={column.key} scope="col" data-numeric={column.numeric || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a twin's rows have no identity but their place
            <tr key={index}>
              {twin.columns.map((column) =>
                column === first ? (
                  <th key={column.key} scope="row">
                    {cellText(row[column.key])}
                  </th>
                ) : (
                  <td key={column.key} data-numeric={column.numeric || undefined}>
                    {cellText(row[column.key])}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
