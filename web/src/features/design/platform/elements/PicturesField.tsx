import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Sign } from "../../../../ui/Sign";
import { useRefusal } from "../parts/useTell";
import { pictureAddress, useSendPicture } from "../queries";
import styles from "./elements.module.css";

type PicturesFieldProps = {
  value: readonly string[];
  onChange: (ids: string[]) => void;
  error?: string | undefined;
  /** What the pictures are of. */
  label: string;
  /** Only one can be there: an exam's. */
  single?: boolean;
};

const accepted = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** Pictures that are shown with something; each is sent at once, and a refusal touches none of the others. */
export function PicturesField({ value, onChange, error, label, single }: PicturesFieldProps) {
  const { t } = useTranslation("design/platform");
  const send = useSendPicture();
  const refusal = useRefusal();
  const [refused, setRefused] = useState<{ name: string; why: string }[]>([]);
  const take = async (files: readonly File[]) => {
    setRefused([]);
    let ids = [...value];
    for (const file of single ? files.slice(0, 1) : files) {
      try {
        const picture = await send.mutateAsync(file);
        ids = single ? [picture.id] : [...ids, picture.id];
        onChange(ids);
      } catch (problem) {
        setRefused((all) => [...all, { name: file.name, why: refusal(problem) }]);
      }
    }
  };
  const move = (at: number) => {
    const ids = [...value];
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) onChange([moved, ...ids]);
  };
  return (
    <fieldset className={styles.pictures}>
      <legend>{t(single ? "pictures.one" : "pictures.label")}</legend>
      {value.length > 0 && (
        <ul className={styles.thumbs}>
          {value.map((id, at) => (
            <li key={id}>
              <img src={pictureAddress(id)} alt={t("pictures.number", { number: at + 1, label })} />
              <span>
                {at > 0 && (
                  <Button look="quiet" size="s" onPress={() => move(at)}>
                    {t("pictures.first")}
                  </Button>
                )}
                <Button
                  look="quiet"
                  size="s"
                  onPress={() => onChange(value.filter((each) => each !== id))}
                  aria-label={t("pictures.removeOf", { number: at + 1 })}
                >
                  {t("pictures.remove")}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!(single && value.length > 0) && (
        <DropZone
          className={styles.drop}
          aria-label={t("pictures.dropLabel")}
          getDropOperation={() => "copy"}
          onDrop={async (event) => {
            const files = event.items.filter(isFileDropItem);
            await take(await Promise.all(files.map((item) => item.getFile())));
          }}
        >
          <FileTrigger
            acceptedFileTypes={accepted}
            allowsMultiple={!single}
            onSelect={(files) => void take([...(files ?? [])])}
          >
            <Button size="s" pending={send.isPending}>
              {t("pictures.choose")}
            </Button>
          </FileTrigger>
          <span className="soft">{t("pictures.limits")}</span>
        </DropZone>
      )}
      {refused.map(({ name, why }) => (
        <p key={name} role="alert" className={styles.refusal}>
          <Sign standing="dissatisfied" size={11} />
          <span>
            <strong>{t("pictures.refused", { name })}</strong> {why} {t("pictures.nothingLost")}
          </span>
        </p>
      ))}
      {error && (
        <p role="alert" className={styles.refusal}>
          <Sign standing="dissatisfied" size={11} /> {error}
        </p>
      )}
    </fieldset>
  );
}
