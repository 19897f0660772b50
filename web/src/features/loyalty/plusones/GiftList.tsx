import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Menu, MenuItem } from "../../../ui/Menu";
import { TextField } from "../../../ui/TextField";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import styles from "./plusones.module.css";
import { type Gift, type Reaction, useReact, useRestoreGift, useTakeBackGift } from "./queries";
import { FeltSelect, ReactionPick } from "./ReactionPick";

/** Who got it when, and how they took it; a reaction can come later. */
export function GiftList({ gifts, show }: { gifts: readonly Gift[]; show: "client" | "plusOne" }) {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const format = useFormat();
  const words = useProblemWords();
  const mayGive = useMay("record_signals");
  const [open, setOpen] = useState<Gift | null>(null);
  const back = useTakeBackGift();
  const restore = useRestoreGift();
  const failed = (error: unknown) => toast(words(error).what, { failed: true });
  const takeBack = (gift: Gift) =>
    // With the last one the list is gone by the time the answer is there.
    void back.mutateAsync(gift.id).then(
      () =>
        toast(t("gifts.takenBack"), {
          action: { label: app.t("act.undo"), run: () => void restore.mutateAsync(gift.id).catch(failed) },
        }),
      failed,
    );
  return (
    <>
      <ul className={styles.gifts}>
        {gifts.map((gift) => {
          const name = gift.client.name ?? gift.client.key;
          return (
            <li key={gift.id} data-held={gift.held_out || undefined}>
              <time dateTime={gift.at} title={format.moment(gift.at)}>
                {format.day(gift.at)}
              </time>
              <div>
                {show === "client" ? (
                  <Link to="/clients/$clientId" params={{ clientId: gift.client.id }}>
                    {name}
                  </Link>
                ) : (
                  <Link to="/plus-ones/$plusOneId" params={{ plusOneId: gift.plus_one }}>
                    {gift.plus_one_words}
                  </Link>
                )}
                <span className={styles.took}>
                  {gift.held_out
                    ? t("gifts.heldOut")
                    : gift.reaction
                      ? t(`reaction.${gift.reaction}`)
                      : t("reaction.unknown")}
                  {isFelt(gift.felt) && ` · ${t(`felt.${gift.felt}`)}`}
                </span>
                {gift.words && <q>{gift.words}</q>}
              </div>
              {mayGive && (
                <Menu
                  label={t("gifts.menuOf", { name, day: format.day(gift.at) })}
                  placement="bottom end"
                  onAction={(key) => (key === "react" ? setOpen(gift) : takeBack(gift))}
                  trigger={
                    <Button look="quiet" size="s" aria-label={t("gifts.menuOf", { name, day: format.day(gift.at) })}>
                      ⋯
                    </Button>
                  }
                >
                  <MenuItem id="react">{t(gift.reaction ? "gifts.correct" : "gifts.react")}</MenuItem>
                  <MenuItem id="back">{t("gifts.takeBack")}</MenuItem>
                </Menu>
              )}
            </li>
          );
        })}
      </ul>
      {open && <ReactDialog gift={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** In words, as it was asked: a bare number says nothing beside a reaction. */
const isFelt = (felt: number | null | undefined): felt is -3 | -2 | -1 | 0 | 1 | 2 | 3 =>
  felt != null && Number.isInteger(felt) && Math.abs(felt) <= 3;

function ReactDialog({ gift, onClose }: { gift: Gift; onClose: () => void }) {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const react = useReact();
  const [reaction, setReaction] = useState<Reaction | null>(gift.reaction ?? null);
  const [felt, setFelt] = useState<number | null>(gift.felt ?? null);
  return (
    <Dialog title={t("gifts.reactTitle", { name: gift.client.name ?? gift.client.key })} open onClose={onClose}>
      <Form
        onSubmit={(event) => {
          const words = String(new FormData(event.currentTarget).get("words") ?? "").trim();
          react.mutate(
            { id: gift.id, reaction: gift.held_out ? null : reaction, felt, words: words || null },
            {
              onSuccess: (done) => {
                const why = done.why === "worn_out" ? "worn_out" : "third_time";
                toast(done.became_norm ? t(`becameNorm.${why}`, { words: gift.plus_one_words }) : t("gifts.noted"));
                onClose();
              },
            },
          );
        }}
      >
        {!gift.held_out && <ReactionPick value={reaction} onChange={setReaction} />}
        <FeltSelect value={felt} onChange={setFelt} />
        <TextField label={t("give.words")} name="words" lines={2} maxLength={1000} defaultValue={gift.words ?? ""} />
        <ErrorLine error={react.error} />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={react.isPending}>
            {t("gifts.save")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
