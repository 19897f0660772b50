import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/Dialog";
import { FormSkeleton } from "./FormSkeleton";

// The form's fields are not needed before somebody opens it, and would be a twentieth of the first load.
const TouchpointForm = lazy(() => import("./TouchpointForm"));

interface Props {
  readonly touchpoint: { readonly id: string; readonly label: string };
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Who owns a touchpoint, whether it is there, and where it stands. */
export function EditTouchpoint({ touchpoint, open, onClose }: Props) {
  const { t } = useTranslation("insight");
  return (
    <Dialog title={t("edit.title", { label: touchpoint.label })} open={open} onClose={onClose}>
      <Suspense fallback={<FormSkeleton />}>
        <TouchpointForm id={touchpoint.id} onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}
