import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../app/me";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { PageHeader } from "../../../../ui/PageHeader";
import { Note } from "../../../../ui/Panel";
import { Failed, Loading } from "../parts/States";
import { type RoleCard, usePlatform, useRoleCards } from "../queries";
import { Card } from "./Card";
import { CardDialog } from "./CardDialog";
import styles from "./cards.module.css";
import { byDepartment, tally } from "./tally";

export default function CardsTab() {
  const { t } = useTranslation("design/platform");
  const cards = useRoleCards();
  if (cards.isPending) return <Loading title={t("tabs.cards")} />;
  if (cards.isError) {
    return <Failed title={t("tabs.cards")} error={cards.error} onRetry={() => void cards.refetch()} />;
  }
  return <Cards cards={cards.data} />;
}

function Cards({ cards }: { cards: readonly RoleCard[] }) {
  const { t } = useTranslation("design/platform");
  const mayEdit = useMay("edit_design");
  const theme = usePlatform().data?.published?.document.theme;
  const [open, setOpen] = useState<RoleCard | "new" | null>(null);
  const add = mayEdit && (
    <Button look="go" onPress={() => setOpen("new")}>
      {t("cards.add")}
    </Button>
  );
  const nothing = (
    <>
      <PageHeader title={t("cards.emptyTitle")} name={t("tabs.cards")} />
      <EmptyState title={t("cards.emptyHead")} action={add}>
        <p>{t("cards.emptyWhat")}</p>
      </EmptyState>
    </>
  );
  const { signed, holders, mine } = tally(cards);
  const wall = (
    <div className={styles.page}>
      <PageHeader
        title={
          holders === 0
            ? t("cards.noHolders")
            : signed === holders
              ? t("cards.allSigned", { count: holders })
              : t("cards.title", { count: signed, all: holders })
        }
        name={t("tabs.cards")}
        aside={
          <>
            <Button onPress={() => window.print()}>{t("cards.print")}</Button>
            {add}
          </>
        }
      >
        {theme ? t("cards.introTheme", { theme }) : t("cards.intro")}
      </PageHeader>
      {mine > 0 && (
        <div className={styles.mine}>
          <Note dashed>
            <strong>{t("cards.yours", { count: mine })}</strong>
          </Note>
        </div>
      )}
      <ul className={styles.cards}>
        {byDepartment(cards).map((card) => (
          <Card key={card.id} card={card} onEdit={mayEdit ? () => setOpen(card) : undefined} />
        ))}
      </ul>
    </div>
  );
  // The form stands beside both, so that it stays the same one when the first card appears behind it.
  return (
    <>
      {cards.length === 0 ? nothing : wall}
      {mayEdit && <CardDialog card={open === "new" ? null : open} open={open !== null} onClose={() => setOpen(null)} />}
    </>
  );
}
