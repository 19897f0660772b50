import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { Button } from "../../../../ui/Button";
import { RadioGroup } from "../../../../ui/Checkbox";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { Sign } from "../../../../ui/Sign";
import { TextField } from "../../../../ui/TextField";
import { limits, type Start, startFrom } from "../document";
import styles from "../parts.module.css";
import { useAddJourney, useAudiences, useDimensions, useInventory } from "../queries";
import { type Who, WhoForm } from "../WhoChip";

type Props = { onClose: () => void; onMade: (id: string) => void };

/** From the inventory, empty, or from a file that was exported. */
export function NewJourneyDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation("design/journeys");
  const { stages, spots } = useInventory();
  const dimensions = useDimensions();
  const add = useAddJourney();
  const [name, setName] = useState("");
  const audiences = useAudiences();
  const [who, setWho] = useState<Who>({ audience: null, filters: [] });
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const of = (start: Start) => startFrom(start, name.trim(), stages.data ?? [], spots.data ?? [], t("new.firstStep"));
  const count = (start: Start) => of(start)?.steps.length ?? 0;
  const starts: Start[] = ["moments", "stages", "empty"];
  const [start, setStart] = useState<Start | null>(null);
  const chosen = start ?? starts.find((one) => count(one) > 0) ?? "empty";

  const make = async () => {
    const document = of(chosen);
    if (!document || name.trim() === "") return;
    onMade((await add.mutateAsync({ document: { ...document, ...who } })).id);
  };
  const bring = async (file: File | undefined) => {
    if (!file) return;
    setUnreadable(null);
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch {
      setUnreadable(file.name);
      return;
    }
    onMade((await add.mutateAsync({ document, imported: true })).id);
  };
  const faults = isProblem(add.error) && add.error.errors.length > 0 ? add.error.errors : null;
  return (
    <Dialog title={t("new.title")} open onClose={onClose} wide>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          make().catch(() => undefined);
        }}
      >
        <TextField
          label={t("field.name")}
          value={name}
          onChange={setName}
          maxLength={limits.label}
          placeholder={t("new.namePlaceholder")}
          isRequired
          autoFocus
        />
        <RadioGroup
          label={t("new.start")}
          value={chosen}
          onChange={setStart}
          options={starts.map((one) => ({
            key: one,
            label: t(`new.from.${one}`),
            note: count(one) > 0 ? t(`new.what.${one}`, { count: count(one) }) : t(`new.none.${one}`),
          }))}
        />
        <div>
          <h3>{t("who.label")}</h3>
          <WhoForm who={who} audiences={audiences.data ?? []} dimensions={dimensions.data} mayEdit onChange={setWho} />
        </div>
        {unreadable && (
          <p className={styles.fault} role="alert">
            <Sign standing="dissatisfied" size={11} />
            {t("new.unreadable", { name: unreadable })}
          </p>
        )}
        {faults ? (
          <div role="alert" className={styles.faults}>
            <p className={styles.fault}>
              <Sign standing="dissatisfied" size={11} />
              <strong>{t("new.refused")}</strong>
            </p>
            <ul className={styles.faults}>
              {faults.slice(0, 8).map((fault) => (
                <li key={`${fault.field} ${fault.message}`}>
                  <span className={styles.where}>{fault.field}</span> {fault.message}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <ErrorLine error={add.error} />
        )}
        <Acts>
          <FileTrigger
            acceptedFileTypes={["application/json", ".json"]}
            onSelect={(files) => void bring(files?.[0]).catch(() => undefined)}
          >
            <Button pending={add.isPending}>{t("new.fromFile")}</Button>
          </FileTrigger>
          <Button look="go" type="submit" pending={add.isPending} isDisabled={count(chosen) === 0}>
            {t("new.make")}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}
