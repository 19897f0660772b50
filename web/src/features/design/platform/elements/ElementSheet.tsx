import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { Acts } from "../../../../ui/Dialog";
import { Expresses } from "../parts/Expresses";
import { type Element, pictureAddress } from "../queries";
import styles from "./elements.module.css";

/** An element for who only reads. */
export function ElementSheet({ element, onClose }: { element: Element; onClose: () => void }) {
  const { t } = useTranslation("design/platform");
  const format = useFormat();
  return (
    <>
      {element.pictures.map((id) => (
        <img
          key={id}
          className={styles.whole}
          src={pictureAddress(id, "whole")}
          alt={t("elements.pictureOf", { label: element.label })}
        />
      ))}
      {element.note !== "" && <p>{element.note}</p>}
      <Expresses parts={element.expresses} orphan={element.orphan} />
      <p className="soft">
        {element.touchpoints.length === 0
          ? t("elements.nowhere")
          : t("elements.at", { where: format.list(element.touchpoints.map(({ label }) => label)) })}
      </p>
      <Acts>
        <Button onPress={onClose}>{t("versions.close")}</Button>
      </Acts>
    </>
  );
}
