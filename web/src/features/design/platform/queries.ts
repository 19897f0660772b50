import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, type Schemas } from "../../../api/client";
import { send } from "../../../lib/http";

/** The API writes every field; what is unknown is `null`. The generated types call such fields optional. */
type Settled<T> = T extends readonly (infer Item)[]
  ? Settled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Settled<Exclude<T[Key], undefined>> }
    : T;

export type PlatformDocument = Settled<Schemas["PlatformDocument"]>;
export type PlatformPart = Settled<Schemas["PlatformPart"]>;
export type Platform = Settled<Schemas["Platform"]>;
export type PlatformVersion = Settled<Schemas["PlatformVersion"]>;
export type PlatformLack = Settled<Schemas["PlatformLack"]>;
export type PlatformChange = Settled<Schemas["PlatformChange"]>;
export type Element = Settled<Schemas["Element"]>;
export type ElementKind = Schemas["ElementKind"];
export type NewElement = Schemas["NewElement"];
export type Standard = Settled<Schemas["BehaviourStandard"]>;
export type BehaviourKind = Schemas["BehaviourKind"];
export type NewStandard = Schemas["NewBehaviourStandard"];
export type Exam = Settled<Schemas["Exam"]>;
export type NewExam = Schemas["NewExam"];
export type ExamSubject = Schemas["ExamSubject"];
export type Alignment = Settled<Schemas["Alignment"]>;
export type AlignmentScore = Settled<Schemas["AlignmentScore"]>;
export type RoleCard = Settled<Schemas["RoleCard"]>;
export type Holder = RoleCard["holders"][number];
export type NewRoleCard = Schemas["NewRoleCard"];
export type Traceability = Settled<Schemas["Traceability"]>;
export type Picture = Schemas["Picture"];
export type Colleague = Schemas["Colleague"];
export type Expressed = Element["expresses"][number];

const all = ["design", "platform"] as const;

/** Whatever is written may change what is an orphan, what is due and what is expressed nowhere. */
function useWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

export function usePlatform() {
  return useQuery({
    queryKey: [...all, "document"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/platform", { signal }))) as Platform,
  });
}

/** The platform as it stands at this moment, after somebody else was quicker. */
export function useFreshPlatform() {
  const client = useQueryClient();
  return async () => {
    const fresh = (await bodyOf(api.GET("/v1/platform"))) as Platform;
    client.setQueryData([...all, "document"], fresh);
    return fresh;
  };
}

export function useSavePlatform() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (form: { revision: number; document: PlatformDocument }) =>
      (await bodyOf(api.PUT("/v1/platform", { body: form }))) as Platform,
    onSuccess: (saved) => {
      client.setQueryData([...all, "document"], saved);
      return client.invalidateQueries({ queryKey: all });
    },
  });
}

export function usePublishPlatform() {
  return useWrite((revision: number) => bodyOf(api.POST("/v1/platform/publish", { body: { revision } })));
}

export function useDiscardPlatform() {
  return useWrite((revision: number) => bodyOf(api.POST("/v1/platform/discard", { body: { revision } })));
}

export function useVersions(enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: [...all, "versions"],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET("/v1/platform/versions", { signal }))).items as PlatformVersion[],
  });
}

export function useComparison(version: number | null, against: number | null) {
  return useQuery({
    enabled: version !== null,
    queryKey: [...all, "versions", version, against],
    queryFn: async ({ signal }) => {
      const query = against === null ? {} : { against };
      const params = { path: { version: version ?? 0 }, query };
      return (await bodyOf(api.GET("/v1/platform/versions/{version}", { params, signal }))) as Settled<
        Schemas["PlatformComparison"]
      >;
    },
  });
}

export function useElements() {
  return useQuery({
    queryKey: [...all, "elements"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/elements", { signal }))).items as Element[],
  });
}

export function useSaveElement() {
  return useWrite(({ id, form }: { id: string | null; form: NewElement }) =>
    id === null
      ? bodyOf(api.POST("/v1/elements", { body: form }))
      : bodyOf(api.PATCH("/v1/elements/{id}", { params: { path: { id } }, body: form })),
  );
}

export function useRemoveElement() {
  return useWrite((id: string) => bodyOf(api.DELETE("/v1/elements/{id}", { params: { path: { id } } })));
}

export function useRestoreElement() {
  return useWrite((id: string) => bodyOf(api.POST("/v1/elements/{id}/restore", { params: { path: { id } } })));
}

/** Sends a picture as it is; the server decodes it and refuses what is none. */
export function useSendPicture() {
  return useMutation({
    mutationFn: async (file: File) => {
      const answer = await send(`/v1/pictures?name=${encodeURIComponent(file.name)}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: file,
      });
      return (await answer.json()) as Picture;
    },
  });
}

export function pictureAddress(id: string, size: "small" | "whole" = "small"): string {
  return `/v1/pictures/${id}?size=${size}`;
}

export function useStandards() {
  return useQuery({
    queryKey: [...all, "standards"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/standards", { signal }))).items as Standard[],
  });
}

export function useSaveStandard() {
  return useWrite(({ id, form }: { id: string | null; form: NewStandard }) =>
    id === null
      ? bodyOf(api.POST("/v1/standards", { body: form }))
      : bodyOf(api.PATCH("/v1/standards/{id}", { params: { path: { id } }, body: form })),
  );
}

export function useRemoveStandard() {
  return useWrite((id: string) => bodyOf(api.DELETE("/v1/standards/{id}", { params: { path: { id } } })));
}

export function useRestoreStandard() {
  return useWrite((id: string) => bodyOf(api.POST("/v1/standards/{id}/restore", { params: { path: { id } } })));
}

export function useAlignment() {
  return useQuery({
    queryKey: [...all, "alignment"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/alignment", { signal }))) as Alignment,
  });
}

export function useExams() {
  return useInfiniteQuery({
    queryKey: [...all, "exams"],
    queryFn: async ({ signal, pageParam }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      const { items, next } = await bodyOf(api.GET("/v1/exams", { params: { query }, signal }));
      return { items: items as Exam[], next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useCreateExam() {
  return useWrite((form: NewExam) => bodyOf(api.POST("/v1/exams", { body: form })));
}

export function useWithdrawExam() {
  return useWrite((id: string) => bodyOf(api.DELETE("/v1/exams/{id}", { params: { path: { id } } })));
}

export function useRestoreExam() {
  return useWrite((id: string) => bodyOf(api.POST("/v1/exams/{id}/restore", { params: { path: { id } } })));
}

export function useRoleCards() {
  return useQuery({
    queryKey: [...all, "cards"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/role-cards", { signal }))).items as RoleCard[],
  });
}

export function useSaveRoleCard() {
  return useWrite(({ card, form }: { card: RoleCard | null; form: NewRoleCard }) =>
    card === null
      ? bodyOf(api.POST("/v1/role-cards", { body: form }))
      : bodyOf(
          api.PATCH("/v1/role-cards/{id}", {
            params: { path: { id: card.id } },
            body: { ...form, wording: card.wording },
          }),
        ),
  );
}

export function useRemoveRoleCard() {
  return useWrite((id: string) => bodyOf(api.DELETE("/v1/role-cards/{id}", { params: { path: { id } } })));
}

export function useRestoreRoleCard() {
  return useWrite((id: string) => bodyOf(api.POST("/v1/role-cards/{id}/restore", { params: { path: { id } } })));
}

export function useSignRoleCard() {
  return useWrite(({ id, wording }: { id: string; wording: number }) =>
    bodyOf(api.POST("/v1/role-cards/{id}/sign", { params: { path: { id } }, body: { wording } })),
  );
}

export function useColleagues() {
  return useQuery({
    queryKey: ["access", "colleagues"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/colleagues", { signal }))).items,
  });
}

export function useTraceability() {
  return useQuery({
    queryKey: [...all, "trace"],
    queryFn: async ({ signal }) => (await bodyOf(api.GET("/v1/traceability", { signal }))) as Traceability,
  });
}

export function useSetExpressions() {
  return useWrite(({ touchpoint, parts }: { touchpoint: string; parts: string[] }) =>
    bodyOf(api.PUT("/v1/touchpoints/{id}/expresses", { params: { path: { id: touchpoint } }, body: { parts } })),
  );
}
