import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/Dialog";
import { Sign, type Standing } from "../../../../ui/Sign";
import { Time } from "../../../../ui/Time";
import { toast } from "../../../../ui/toasts";
import { useTellRefusal } from "../parts/useTell";
import { type Holder, type RoleCard, useSignRoleCard } from "../queries";
import styles from "./cards.module.css";

const signs: Record<Holder["state"], Standing> = { signed: "loyal", asked_again: "unknown", unsigned: "unknown" };

/** What the platform means in one job, and who stands by it. */
export function Card({ card, onEdit }: { card: RoleCard; onEdit: (() => void) | undefined }) {
  const { t } = useTranslation("design/platform");
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <h2>
          <small>{card.department === "" ? t("cards.noDepartment") : card.department}</small>
          {card.job}
        </h2>
        {onEdit && (
          <Button look="quiet" size="s" onPress={onEdit} aria-label={t("cards.editOf", { job: card.job })}>
            {t("cards.edit")}
          </Button>
        )}
      </div>
      <p className={styles.lead}>{t("cards.means")}</p>
      {card.means.length === 0 ? (
        <p className="faint">{t("cards.noMeans")}</p>
      ) : (
        <ul className={styles.means}>
          {card.means.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <Holders card={card} />
      {card.mine !== null && card.mine !== "signed" && card.means.length > 0 && <SignButton card={card} />}
    </li>
  );
}

function Holders({ card }: { card: RoleCard }) {
  const { t } = useTranslation("design/platform");
  if (card.holders.length === 0) return <p className={styles.holders}>{t("cards.nobody")}</p>;
  return (
    <ul className={styles.holders} aria-label={t("cards.holders")}>
      {card.holders.map((holder) => (
        <li key={holder.id}>
          <Sign standing={signs[holder.state]} size={10} />
          <span>{holder.name}</span>
          <small>
            {t(`cards.state.${holder.state}`)} {holder.signed_at !== null && <Time at={holder.signed_at} as="day" />}
          </small>
        </li>
      ))}
    </ul>
  );
}

function SignButton({ card }: { card: RoleCard }) {
  const { t } = useTranslation("design/platform");
  const sign = useSignRoleCard();
  const refused = useTellRefusal();
  const [asking, setAsking] = useState(false);
  const confirm = () =>
    sign.mutate(
      { id: card.id, wording: card.wording },
      {
        onError: refused,
        onSuccess: () => toast(t("cards.signed", { job: card.job })),
        onSettled: () => setAsking(false),
      },
    );
  return (
    <div className={styles.sign}>
      {card.mine === "asked_again" && <p className="soft">{t("cards.again")}</p>}
      <Button look="go" onPress={() => setAsking(true)}>
        {t(card.mine === "asked_again" ? "cards.signAgain" : "cards.sign")}
      </Button>
      <ConfirmDialog
        title={t("cards.signTitle", { job: card.job })}
        verb={t("cards.sign")}
        open={asking}
        pending={sign.isPending}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <p>{t("cards.signWhat")}</p>
        <ul className={styles.means}>
          {card.means.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </div>
  );
}
