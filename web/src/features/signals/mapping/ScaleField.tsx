import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { parseScale } from "./document";

const USUAL = ["0-10", "1-10", "1-5", "1-7", "1-4", "1-5r", "1-7r"] as const;

/** A scale from the usual ones, or any other in words such as "0-100". */
export function ScaleField({ value, onChange }: { value: string; onChange: (scale: string) => void }) {
  const { t } = useTranslation("signals");
  const [other, setOther] = useState(!USUAL.some((scale) => scale === value));
  return (
    <>
      <Select
        label={t("form.scale")}
        value={other ? "other" : value}
        onChange={(key) => {
          setOther(key === "other");
          if (key !== "other") onChange(key);
        }}
        options={[
          ...USUAL.map((key) => ({ key: key as string, label: t(`scale.${key}`) })),
          { key: "other", label: t("scale.other") },
        ]}
      />
      {other && (
        <TextField
          label={t("form.scaleOther")}
          hint={t("form.scaleOtherHint")}
          value={value}
          onChange={onChange}
          error={parseScale(value) ? undefined : t("form.scaleWrong")}
        />
      )}
    </>
  );
}
