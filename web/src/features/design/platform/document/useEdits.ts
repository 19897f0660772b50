import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../../lib/problem";
import { toast } from "../../../../ui/toasts";
import { useTellDone } from "../parts/useTell";
import { type Platform, type PlatformDocument, useFreshPlatform, useSavePlatform } from "../queries";
import { type Clash, emptyDocument, merge } from "./fields";

/** What is being worked on: the draft, or what a draft would begin with. */
export function documentOf(platform: Platform): PlatformDocument {
  return platform.draft?.document ?? platform.published?.document ?? emptyDocument;
}

/**
 * Keeps changes of the platform. Two who edit at the same moment both keep what only they touched; where both wrote
 * the same field, the other's words stand and ours are shown beside them until somebody has chosen.
 */
export function useEdits(platform: Platform) {
  const { t } = useTranslation("design/platform");
  const save = useSavePlatform();
  const fresh = useFreshPlatform();
  const done = useTellDone();
  const [clashes, setClashes] = useState<Clash[]>([]);
  const latest = useRef(platform);
  latest.current = platform;

  const keep = async (base: Platform, mine: PlatformDocument): Promise<Platform> => {
    try {
      return await save.mutateAsync({ revision: base.revision, document: mine });
    } catch (error) {
      if (!isProblem(error, "platform_changed")) throw error;
      const now = await fresh();
      const merged = merge(documentOf(base), mine, documentOf(now));
      const touched = now.draft?.changed ?? now.published?.published;
      setClashes(merged.clashes);
      const same = JSON.stringify(merged.document) === JSON.stringify(documentOf(now));
      const saved = same ? now : await save.mutateAsync({ revision: now.revision, document: merged.document });
      toast(t(merged.clashes.length > 0 ? "conflict.clash" : "conflict.merged", { by: touched?.by ?? "" }));
      return saved;
    }
  };

  /** Keeps a change and offers the way back. `name` is what was changed. */
  const change = async (name: string, alter: (document: PlatformDocument) => PlatformDocument) => {
    const base = latest.current;
    const before = documentOf(base);
    const saved = await keep(base, alter(before));
    const after = documentOf(saved);
    done(t("edit.saved", { name }), async () => {
      const now = latest.current;
      await keep(now, merge(after, before, documentOf(now)).document);
    });
  };

  const settle = (clash: Clash) => setClashes((all) => all.filter((each) => each !== clash));
  return { change, clashes, settle };
}
