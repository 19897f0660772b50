import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientPicker } from "../../../app/clients/ClientPicker";
import type { FoundClient } from "../../../app/clients/queries";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { type Given, type Reaction, useGive } from "./queries";
import { FeltSelect, ReactionPick } from "./ReactionPick";

type Props = {
  plusOne: { id: string; words: string; must_ask: boolean };
  /** Whom it is given to, where that is known. */
  client?: { id: string; name: string } | undefined;
  /** The lot says to leave it out this time. */
  heldOut?: boolean;
  onClose: () => void;
  onDone: (given: Given) => void;
};

/** Notes that a plus-one was given, or left out by lot. The reaction may come later. */
export function GiveDialog({ plusOne, client, heldOut = false, onClose, onDone }: Props) {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const give = useGive();
  const [chosen, setChosen] = useState<FoundClient | null>(null);
  const whom = client?.id ?? chosen?.id;
  const [reaction, setReaction] = useState<Reaction | null>(null);
  const [felt, setFelt] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const [held, setHeld] = useState(heldOut);
  const [missing, setMissing] = useState(false);
  // Pressed twice on a bad line it is still one delivery.
  const [external] = useState(() => crypto.randomUUID());
  const fields = isProblem(give.error) ? give.error.byField : {};
  const guarded = isProblem(give.error, "ask_first") || isProblem(give.error, "unwanted_plus_one");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (whom === undefined) {
      setMissing(true);
      return;
    }
    const words = String(new FormData(event.currentTarget).get("words") ?? "").trim();
    give.mutate(
      {
        id: plusOne.id,
        client: whom,
        reaction: held ? null : reaction,
        felt,
        words: words || null,
        held_out: held,
        asked_first: asked,
        external_id: external,
      },
      {
        onSuccess: (given) => {
          onDone(given);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("give.title", { words: plusOne.words })} open onClose={onClose}>
      <Form onSubmit={submit}>
        {client ? (
          <p>{t("give.to", { name: client.name })}</p>
        ) : (
          <ClientPicker
            label={t("give.client")}
            hint={t("give.clientHint")}
            nobody={t("give.nobody")}
            value={chosen}
            onChange={(found) => {
              setChosen(found);
              setMissing(false);
            }}
            error={missing ? t("give.whom") : fields.client}
          />
        )}
        <Checkbox isSelected={held} onChange={setHeld} note={t("give.heldOutNote")}>
          {t("give.heldOut")}
        </Checkbox>
        {!held && <ReactionPick value={reaction} onChange={setReaction} />}
        <FeltSelect value={felt} onChange={setFelt} error={fields.felt} />
        <TextField label={t("give.words")} name="words" lines={2} maxLength={1000} error={fields.words} />
        {!held && (plusOne.must_ask || guarded) && (
          <Checkbox isSelected={asked} onChange={setAsked} note={t("give.askedNote")}>
            {t("give.asked")}
          </Checkbox>
        )}
        <ErrorLine error={Object.keys(fields).length > 0 ? null : give.error} />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={give.isPending}>
            {t(held ? "give.noteHeldOut" : "give.note")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
