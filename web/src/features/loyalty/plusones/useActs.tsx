import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import type { CardActs } from "./Card";
import { CardDialog } from "./CardDialog";
import { GiveDialog } from "./GiveDialog";
import {
  type Given,
  type PlusOne,
  type State,
  useChangePlusOne,
  useMovePlusOne,
  useTakeBackGift,
  useTakeBackMove,
  useVote,
} from "./queries";

type Open = { what: "edit" | "replace" | "give" | "withdraw"; it: PlusOne } | { what: "add" };

/** What can be done with plus-ones, with the dialogs it takes and the way back. */
export function useActs(): { acts: CardActs; add: () => void; dialogs: ReactNode } {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const words = useProblemWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open | null>(null);
  const move = useMovePlusOne();
  const back = useTakeBackMove();
  const vote = useVote();
  const change = useChangePlusOne();
  const takeBack = useTakeBackGift();
  const failed = (error: unknown) => toast(words(error).what, { failed: true });
  const undo = (run: () => void) => ({ action: { label: app.t("act.undo"), run } });

  const moved = (it: PlusOne, to: State) =>
    move.mutate(
      { id: it.id, to },
      {
        onSuccess: () =>
          toast(
            t(`moved.${to}`, { words: it.words }),
            undo(() => back.mutate(it.id, { onError: failed })),
          ),
        onError: failed,
      },
    );
  const acts: CardActs = {
    // Clients are told of what they are used to before it ends.
    move: (it, to) => (to === "retired" && it.norm.clients > 0 ? setOpen({ what: "withdraw", it }) : moved(it, to)),
    vote: (it) => vote.mutate({ id: it.id, wanted: !it.voted }, { onError: failed }),
    keep: (it, kept) =>
      change.mutate(
        { id: it.id, kept },
        {
          onSuccess: () =>
            toast(
              t(kept ? "kept" : "reopened", { words: it.words }),
              undo(() => change.mutate({ id: it.id, kept: !kept }, { onError: failed })),
            ),
          onError: failed,
        },
      ),
    replace: (it) => setOpen({ what: "replace", it }),
    edit: (it) => setOpen({ what: "edit", it }),
    give: (it) => setOpen({ what: "give", it }),
  };
  const given = (it: { words: string }, done: Given) => {
    const key = done.became_norm
      ? (`becameNorm.${done.why === "worn_out" ? "worn_out" : "third_time"}` as const)
      : done.gift.held_out
        ? "heldOut"
        : "given";
    toast(
      t(key, { words: it.words }),
      undo(() => takeBack.mutate(done.gift.id, { onError: failed })),
    );
  };
  const close = () => setOpen(null);
  const dialogs = (
    <>
      {open?.what === "add" && <CardDialog onClose={close} onDone={(it) => toast(t("added", { words: it.words }))} />}
      {open?.what === "edit" && <CardDialog it={open.it} onClose={close} />}
      {open?.what === "replace" && (
        <CardDialog
          replaces={open.it}
          onClose={close}
          onDone={(it) =>
            toast(t("replaced", { words: it.words }), {
              action: {
                label: t("open"),
                run: () => navigate({ to: "/plus-ones/$plusOneId", params: { plusOneId: it.id } }),
              },
            })
          }
        />
      )}
      {open?.what === "give" && (
        <GiveDialog plusOne={open.it} onClose={close} onDone={(done) => given(open.it, done)} />
      )}
      {open?.what === "withdraw" && (
        <WithdrawDialog
          it={open.it}
          pending={change.isPending}
          onClose={close}
          onWithdraw={(farewell) => {
            close();
            change.mutate(
              { id: open.it.id, farewell },
              { onSuccess: () => moved(open.it, "retired"), onError: failed },
            );
          }}
        />
      )}
    </>
  );
  return { acts, add: () => setOpen({ what: "add" }), dialogs };
}

/** A norm is withdrawn gracefully: who is used to it is told before. */
function WithdrawDialog(props: {
  it: PlusOne;
  pending: boolean;
  onClose: () => void;
  onWithdraw: (farewell: string | null) => void;
}) {
  const { it, pending, onClose, onWithdraw } = props;
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  return (
    <Dialog title={t("withdraw.title", { words: it.words })} open onClose={onClose}>
      <Form
        onSubmit={(event) => {
          const text = String(new FormData(event.currentTarget).get("farewell") ?? "").trim();
          onWithdraw(text || null);
        }}
      >
        <p>{t("withdraw.what", { count: it.norm.clients })}</p>
        <TextField
          label={t("withdraw.farewell")}
          hint={t("withdraw.hint")}
          name="farewell"
          lines={2}
          maxLength={500}
          defaultValue={it.farewell ?? ""}
          autoFocus
        />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={pending}>
            {t("norm.withdraw")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
