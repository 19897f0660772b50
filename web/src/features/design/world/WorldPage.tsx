import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { saveCsv } from "../../../lib/csv";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { Select } from "../../../ui/Select";
import { boardOf, findingOf, firstKnown, knowledgeOf } from "./board";
import { FacetCard } from "./FacetCard";
import { InsightDialog } from "./InsightDialog";
import { type Facet, type Insight, offersQuery, type World, worldQuery } from "./queries";
import styles from "./world.module.css";

const route = getRouteApi("/shell/world");
const everybody = "*";

/** Something is being noted under a facet, or an insight is being corrected. */
type Editing = { facet: Facet; insight?: Insight };

export default function WorldPage() {
  const { t } = useTranslation("design/world");
  const asked = route.useSearch().audience;
  const navigate = route.useNavigate();
  const { permissions } = useMe();
  const world = useSuspenseQuery(worldQuery).data;
  const audience = asked === everybody ? undefined : (asked ?? firstKnown(world));
  const [editing, setEditing] = useState<Editing | null>(null);
  const mayEdit = permissions.includes("edit_design");
  const known = knowledgeOf(world, audience);
  const board = boardOf(world, audience);
  return (
    <>
      <PageHeader
        title={useFinding(world, audience)}
        name={t("name")}
        aside={
          <>
            {world.audiences.length > 1 && (
              <div className={styles.pick}>
                <Select
                  label={t("audience")}
                  labelHidden
                  options={world.audiences.map((it) => ({
                    key: it.audience?.key ?? everybody,
                    label: it.audience?.label ?? t("everybody"),
                  }))}
                  value={audience ?? everybody}
                  onChange={(key) => navigate({ search: { audience: key } })}
                />
              </div>
            )}
            <ExportButton world={world} />
          </>
        }
      >
        {t("intro")}
      </PageHeader>
      <div className={styles.board}>
        {board.map(({ facet, insights }) => (
          <FacetCard
            key={facet}
            facet={facet}
            insights={insights}
            state={known.seen.includes(facet) ? "seen" : known.aged.includes(facet) ? "aged" : "blank"}
            labelOf={(key) => world.audiences.find((it) => it.audience?.key === key)?.audience?.label ?? key}
            mayEdit={mayEdit}
            onNote={() => setEditing({ facet })}
            onEdit={(insight) => setEditing({ facet, insight })}
          />
        ))}
      </div>
      <Offers world={world} />
      {editing && (
        <InsightDialog
          facet={editing.facet}
          insight={editing.insight}
          audience={audience}
          audiences={world.audiences.flatMap((it) => (it.audience ? [it.audience] : []))}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function useFinding(world: World, audience: string | undefined): string {
  const { t } = useTranslation("design/world");
  const format = useFormat();
  const known = knowledgeOf(world, audience);
  const who = known.audience?.label ?? t("ourClients");
  const finding = findingOf(known);
  const names = "facets" in finding ? format.list(finding.facets.map((facet) => t(`facetIn.${facet}`))) : "";
  return t(`finding.${finding.key}`, { who, facets: names });
}

function ExportButton({ world }: { world: World }) {
  const { t } = useTranslation("design/world");
  const rows = world.insights.filter((it) => !it.withdrawn);
  if (rows.length === 0) return null;
  const columns = ["audience", "facet", "words", "quote", "evidence", "source", "seen_at", "due_at"] as const;
  return (
    <Button
      onPress={() =>
        saveCsv("world", [
          [...columns, "assumes_theme", "assumes_level"],
          ...rows.map((it) => [
            ...columns.map((column) => it[column] ?? ""),
            it.assumes?.theme ?? "",
            it.assumes?.level ?? "",
          ]),
        ])
      }
    >
      {t("export")}
    </Button>
  );
}

/** What the industry's template has that would answer what is known, and the inventory lacks. */
function Offers({ world }: { world: World }) {
  const { t, i18n } = useTranslation("design/world");
  const offers = useQuery({ ...offersQuery(i18n.language), enabled: world.insights.length > 0 });
  const items = offers.data?.items ?? [];
  if (items.length === 0) return null;
  const wordsOf = (id: string | undefined) => world.insights.find((it) => it.id === id)?.words;
  return (
    <Panel>
      <PanelPart title={t("offers.title", { count: items.length })}>
        <p className="soft">{t("offers.what")}</p>
        <ul className={styles.offers}>
          {items.map((offer) => (
            <li key={`${offer.template}/${offer.key}`}>
              <div>
                <b>{offer.label}</b>
                <span className="soft">{offer.purpose}</span>
              </div>
              <small>{t("offers.because", { words: wordsOf(offer.insights[0]) })}</small>
            </li>
          ))}
        </ul>
        <LinkButton to="/inventory">{t("offers.open")}</LinkButton>
      </PanelPart>
    </Panel>
  );
}
