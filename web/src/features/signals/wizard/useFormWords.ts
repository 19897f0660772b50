import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import type { Upload } from "../types";
import { encodingName } from "./encodings";

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;

/** How a file was read, in words: "UTF-8, comma, names in row 1". */
export function useFormWords() {
  const { t } = useTranslation("signals");
  const format = useFormat();
  return (upload: Upload): string => {
    const named = DELIMITERS[upload.delimiter as keyof typeof DELIMITERS];
    const names = upload.skip_rows + 1;
    const parts = [
      upload.format === "xlsx"
        ? t("file.sheet", { sheet: upload.sheet ?? upload.sheets[0] ?? "" })
        : encodingName(upload.encoding),
      upload.format === "csv" || upload.format === "tsv"
        ? named
          ? t(`delimiter.${named}`)
          : (upload.delimiter ?? undefined)
        : undefined,
      upload.format === "jsonl"
        ? t("file.jsonl")
        : upload.header_rows === 0
          ? t("file.noNames")
          : upload.header_rows > 1
            ? t("file.namesMany", { row: format.count(names), last: format.count(names + upload.header_rows - 1) })
            : t("file.names", { row: format.count(names) }),
    ];
    return parts.filter((part) => part).join(", ");
  };
}
