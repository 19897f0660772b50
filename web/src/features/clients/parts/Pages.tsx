import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import styles from "./Pages.module.css";

/** The pages around the list of clients. */
export function Pages() {
  const { t } = useTranslation("clients");
  const mayEdit = useMay("edit_clients");
  const exact = { activeOptions: { exact: true, includeSearch: false } };
  return (
    <nav aria-label={t("pages.label")} className={styles.pages}>
      <Link to="/clients" {...exact}>
        {t("pages.clients")}
      </Link>
      <Link to="/clients/segments" {...exact}>
        {t("pages.segments")}
      </Link>
      <Link to="/clients/attributes" {...exact}>
        {t("pages.attributes")}
      </Link>
      {mayEdit && (
        <Link to="/clients/duplicates" {...exact}>
          {t("pages.duplicates")}
        </Link>
      )}
    </nav>
  );
}
