import { Link } from "@tanstack/react-router";
import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { saveCsv } from "../../../lib/csv";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Chevron } from "../../../ui/Chevron";
import { Menu, MenuItem, MenuLine } from "../../../ui/Menu";
import { Segmented } from "../../../ui/Tabs";
import { useTitle } from "../../../ui/useTitle";
import type { Card, Ghost } from "./cards";
import { shownRows } from "./export";
import { countsOf, headlineOf } from "./headline";
import styles from "./page.module.css";
import { exportFile } from "./queries";
import type { Inventory } from "./types";
import { useView } from "./useView";
import { headlineWords, ledeWords } from "./words";

/** The pages of the inventory, above their headlines. */
export function Pages() {
  const { t } = useTranslation("design/inventory");
  return (
    <nav aria-label={t("page.pages")} className={styles.pages}>
      {(
        [
          ["/inventory", "page.name"],
          ["/inventory/discover", "page.discover"],
          ["/inventory/intent", "page.intent"],
        ] as const
      ).map(([to, word]) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}

interface Props {
  readonly inventory: Inventory;
  /** All of it: the headline is about the inventory, not about what is filtered. */
  readonly cards: readonly Card[];
  readonly ghosts: readonly Ghost[];
  /** What is shown, for the file. */
  readonly shown: readonly Card[];
  readonly onAdd: () => void;
  readonly phone: boolean;
}

export function PageHead({ inventory, cards, ghosts, shown, onAdd, phone }: Props) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  const [view, setView] = useView();
  const mayEdit = useMay("edit_design");
  const counts = countsOf(cards, ghosts);
  const headline = headlineOf(cards, ghosts, inventory.stages);
  const title = counts.total === 0 ? t("headline.empty") : headlineWords(t, format.locale, headline);
  useTitle(t("page.name"));
  const { coverage } = inventory;
  const act = (key: string) => {
    switch (key) {
      case "templates":
      case "import":
      case "places":
      case "history":
        return setView({ open: key, ...(key === "templates" ? { at: undefined } : {}) }, true);
      case "shown":
        return saveCsv("touchpoints.csv", shownRows(t, shown));
    }
  };
  return (
    <>
      <Pages />
      <header className={styles.head}>
        <h1 tabIndex={-1}>{title}</h1>
        <div className={styles.under}>
          <p>
            {counts.total === 0 ? t("lede.empty") : ledeWords(t, format.locale, counts)}{" "}
            {coverage.value !== null && coverage.n > 0 && (
              <span className={styles.coverage} title={t("lede.coverageWhy")}>
                {t("lede.coverage")} <b>{format.percent(coverage.value)}</b>{" "}
                <small>
                  {format.plusMinus(coverage, "share")} {format.sample(coverage.n)}
                </small>
              </span>
            )}
          </p>
          <div className={styles.tools}>
            {!phone && (
              <Segmented
                label={t("page.view")}
                items={[
                  { key: "grid", label: t("page.grid") },
                  { key: "list", label: t("page.list") },
                ]}
                selected={view.view === "list" ? "list" : "grid"}
                onSelect={(key) => setView({ view: key === "list" ? "list" : undefined })}
              />
            )}
            {inventory.audiences.length > 0 && (
              <ToggleButton
                className={styles.toggle ?? ""}
                isSelected={view.group === "audience"}
                onChange={(on) => setView({ group: on ? "audience" : undefined })}
              >
                {t("page.group")}
              </ToggleButton>
            )}
            <Menu
              label={t("page.more")}
              placement="bottom end"
              onAction={act}
              trigger={
                <Button>
                  {t("page.more")} <Chevron />
                </Button>
              }
            >
              {mayEdit && <MenuItem id="templates">{t("templates.open")}</MenuItem>}
              {mayEdit && <MenuItem id="import">{t("import.open")}</MenuItem>}
              {mayEdit && <MenuItem id="places">{t("places.open")}</MenuItem>}
              {mayEdit && <MenuLine />}
              <MenuItem id="shown" note={t("export.shownNote", { count: shown.length })}>
                {t("export.shown")}
              </MenuItem>
              <MenuItem id="csv" href={exportFile("csv")} download note={t("export.allNote")}>
                {t("export.csv")}
              </MenuItem>
              <MenuItem id="xlsx" href={exportFile("xlsx")} download>
                {t("export.xlsx")}
              </MenuItem>
              <MenuLine />
              <MenuItem id="history">{t("history.open")}</MenuItem>
            </Menu>
            {mayEdit && (
              <Button look="go" onPress={onAdd}>
                {t("add.open")}
              </Button>
            )}
          </div>
        </div>
      </header>
    </>
  );
}
