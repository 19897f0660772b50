import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../ui/PageHeader";
import { ClientList } from "./ClientList";
import styles from "./list.module.css";
import { SearchBox } from "./SearchBox";

const route = getRouteApi("/shell/clients");

/** Every client, found as one types. */
export default function ClientsPage() {
  const { t } = useTranslation("clients");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { create: _, ...filters } = search;
  return (
    <>
      <PageHeader title={t("list.title")}>{t("list.lead")}</PageHeader>
      <div className={styles.tools}>
        <SearchBox
          value={search.q ?? ""}
          onChange={(q) => void navigate({ search: { ...search, q: q === "" ? undefined : q }, replace: true })}
        />
      </div>
      <ClientList filters={filters} />
    </>
  );
}
