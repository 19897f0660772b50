import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Form } from "../../../../ui/Form";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import { useUseAttribute } from "../../queries";
import type { Known } from "./known";

/** That something known was used for the client, and how. */
export function UseDialog({ clientId, known, onClose }: { clientId: string; known: Known; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const app = useTranslation();
  const use = useUseAttribute(clientId);
  const { done } = useTell();
  const fields = isProblem(use.error) ? use.error.byField : {};
  return (
    <Dialog title={t("known.useOf", { label: known.label })} open onClose={onClose}>
      <p className="soft">{known.definition.benefit_to_client}</p>
      <Form
        onSubmit={(event) =>
          use.mutate(
            { key: known.key, how: String(new FormData(event.currentTarget).get("how") ?? "").trim() },
            {
              onSuccess: () => {
                onClose();
                done(t("known.useNoted"));
              },
            },
          )
        }
      >
        <TextField
          label={t("known.how")}
          hint={t("known.howHint")}
          name="how"
          maxLength={200}
          isRequired
          autoFocus
          error={fields.how}
        />
        {!fields.how && <ErrorLine error={use.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={use.isPending}>
            {t("known.useDo")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
