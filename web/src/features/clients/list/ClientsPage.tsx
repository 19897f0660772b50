import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { Button, LinkButton } from "../../../ui/Button";
import { PageHeader } from "../../../ui/PageHeader";
import { Pages } from "../parts/Pages";
import type { ClientsSearch } from "../search";
import { ClientList } from "./ClientList";
import { ExportMenu } from "./ExportMenu";
import { FilterBar } from "./FilterBar";
import styles from "./list.module.css";
import { NewClientDialog } from "./NewClientDialog";
import { SearchBox } from "./SearchBox";

const route = getRouteApi("/shell/clients");

/** Every client, found as one types. */
export default function ClientsPage() {
  const { t } = useTranslation("clients");
  const { create, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay("edit_clients");
  const set = (part: Partial<ClientsSearch>) => void navigate({ search: { ...filters, ...part }, replace: true });
  const open = (create: boolean) => void navigate({ search: create ? { ...filters, create } : filters });
  return (
    <>
      <PageHeader
        title={t("list.title")}
        above={<Pages />}
        aside={
          <>
            <ExportMenu filters={filters} />
            {mayEdit && <LinkButton to="/clients/import">{t("list.import")}</LinkButton>}
            {mayEdit && (
              <Button look="go" onPress={() => open(true)}>
                {t("new.title")}
              </Button>
            )}
          </>
        }
      >
        {t("list.lead")}
      </PageHeader>
      <div className={styles.tools}>
        <SearchBox value={filters.q ?? ""} onChange={(q) => set({ q: q === "" ? undefined : q })} />
        <FilterBar search={filters} onChange={set} />
      </div>
      <ClientList filters={filters} onClear={() => void navigate({ search: {} })} />
      {create && mayEdit && <NewClientDialog onClose={() => open(false)} />}
    </>
  );
}
