import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import styles from "./parts.module.css";
import type { JourneyDocument, LivedStep } from "./queries";
import type { Inventory } from "./sheet/StepColumn";
import { feelingWord, reasonWord } from "./words";

type Props = {
  document: JourneyDocument;
  lived: ReadonlyMap<string, LivedStep>;
  inventory: Inventory;
};

/** The same journey as a table: for readers of the page who don't see the sheet, and for who likes rows. */
export function TwinTable({ document, lived, inventory }: Props) {
  const { t } = useTranslation("design/journeys");
  const format = useFormat();
  const label = (list: readonly { key: string; label: string }[], key: string | null) =>
    key === null ? "" : (list.find((one) => one.key === key)?.label ?? key);
  const columns = [
    "stage",
    "label",
    "expectation",
    "feeling",
    "lived",
    "touchpoint",
    "action",
    "channel",
    "plusOnes",
    "backstage",
    "owner",
  ] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={styles.tableWrap} aria-label={t("table.label", { name: document.name })} tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr">{t("table.label", { name: document.name })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`lane.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {document.steps.map((step, at) => {
            const felt = lived.get(step.id);
            const spot = inventory.spots.find((one) => one.key === step.touchpoint);
            return (
              <tr key={step.id}>
                <td>{label(inventory.stages, step.stage)}</td>
                <th scope="row">
                  {at + 1}. {step.label}
                  {step.moment_of_truth && ` (${t("sheet.moment")})`}
                </th>
                <td>{step.expectation}</td>
                <td>
                  {step.feeling === null
                    ? feelingWord(t, null)
                    : `${format.signed(step.feeling, 0)} ${feelingWord(t, step.feeling)}`}
                </td>
                <td>{felt ? livedText(t, format, felt) : ""}</td>
                <td>{spot?.label ?? step.touchpoint ?? t("sheet.withoutUs")}</td>
                <td>{step.action}</td>
                <td>{label(inventory.channels, step.channel) || spot?.channel?.label}</td>
                <td>{step.plus_ones.join("\n")}</td>
                <td>{step.backstage}</td>
                <td>{step.owner || spot?.owner?.name}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** "−0.4 ±0.3 n 41" and "short of the design" */
export function livedText(
  t: ReturnType<typeof useTranslation<"design/journeys">>["t"],
  format: ReturnType<typeof useFormat>,
  felt: LivedStep,
): string {
  const { value, n } = felt.estimate;
  if (value === null) return reasonWord(t, felt.reason) ?? "";
  const half = format.plusMinus(felt.estimate, "score", 1);
  const figure = [format.signed(value, 1), half, format.sample(n)].filter(Boolean).join(" ");
  // The figure stays on its line, the verdict stands under it.
  return `${figure.replaceAll(" ", "\u00a0")}\n${t(`verdict.${felt.verdict}`)}`;
}
