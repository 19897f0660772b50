import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { LinkButton } from "../../../ui/Button";
import { PageHeader } from "../../../ui/PageHeader";
import styles from "./parts.module.css";

/** The first day: nothing is known yet, and three ways to begin. */
export function EmptyOrganization({ name }: { name: string }) {
  const { t } = useTranslation("insight");
  const mayImport = useMay("run_imports");
  const mayToken = useMay("manage_tokens");
  return (
    <>
      <PageHeader title={t("empty.title")} name={name}>
        {t("empty.lede")}
      </PageHeader>
      {!mayImport && <p className={styles.askFor}>{t("empty.ask")}</p>}
      <ol className={styles.begin}>
        {mayImport && (
          <li>
            <h2>{t("empty.import")}</h2>
            <p>{t("empty.importWhy")}</p>
            <LinkButton to="/import/new" look="go">
              {t("empty.importGo")}
            </LinkButton>
          </li>
        )}
        <li>
          <h2>{t("empty.demo")}</h2>
          <p>{t("empty.demoWhy")}</p>
          <code>cargo xtask run --demo</code>
        </li>
        {mayToken && (
          <li>
            <h2>{t("empty.api")}</h2>
            <p>{t("empty.apiWhy")}</p>
            <LinkButton to="/tokens">{t("empty.apiGo")}</LinkButton>
          </li>
        )}
      </ol>
    </>
  );
}
