import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { memo, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { CopyField } from "../../../ui/CopyField";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { toast } from "../../../ui/toasts";
import { useProblemWords } from "../../../ui/useProblemWords";
import { Counter } from "./Counter";
import { Qr } from "./Qr";
import {
  addressOf,
  type Host,
  type Idea,
  type Room,
  sprintQuery,
  useChangeSprint,
  useCloseSprint,
  useRenewLink,
} from "./queries";
import { mergeIdeas, proposed } from "./room";
import styles from "./sprint.module.css";
import { useLive, useSecondsLeft } from "./useRoom";

const route = getRouteApi("/shell/plus-ones/sprints/$sprintId");

/** The sprint on the wall: how to come in, the timer, the counter, what is being written. */
export default function HostPage() {
  const { t } = useTranslation("loyalty/sprint");
  const { sprintId } = route.useParams();
  const queryClient = useQueryClient();
  const host = useSuspenseQuery(sprintQuery(sprintId)).data;
  const { sprint, ideas } = host;
  const mayEdit = useMay("edit_design");
  const [closing, setClosing] = useState(false);
  const take = useCallback(
    (news: Room) => {
      queryClient.setQueryData(sprintQuery(sprintId).queryKey, (known: Host | undefined) => known && told(known, news));
      if (news.people !== queryClient.getQueryData(sprintQuery(sprintId).queryKey)?.names.length) {
        void queryClient.invalidateQueries({ queryKey: sprintQuery(sprintId).queryKey });
      }
    },
    [queryClient, sprintId],
  );
  const room = roomOf(host);
  const line = useLive(`/v1/sprints/${sprintId}/events`, room, take);
  const left = useSecondsLeft(room);
  const wall = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageHeader
        above={<Link to="/plus-ones">{t("host.back")}</Link>}
        title={sprint.title}
        aside={
          <>
            {ideas.length > 0 && (
              <AnchorButton href={`/v1/sprints/${sprintId}/ideas.csv`} download="ideas.csv">
                {t("host.export")}
              </AnchorButton>
            )}
            {sprint.open && document.fullscreenEnabled && (
              <Button onPress={() => void wall.current?.requestFullscreen()}>{t("host.wall")}</Button>
            )}
            {mayEdit && sprint.open && (
              <Button look="go" onPress={() => setClosing(true)}>
                {t("host.close")}
              </Button>
            )}
          </>
        }
      >
        {sprint.open
          ? line === "lost"
            ? t("lost")
            : t("host.open", { count: sprint.people })
          : t("host.closed", { count: ideas.filter((it) => it.plus_one != null).length, ideas: ideas.length })}
      </PageHeader>
      <div ref={wall} className={styles.host}>
        <header className={styles.wallHead}>
          <p>{sprint.title}</p>
          <Button onPress={() => void document.exitFullscreen()}>{t("host.wallEnd")}</Button>
        </header>
        <Panel>
          <PanelPart>
            <Counter left={left} ideas={sprint.ideas} goal={sprint.goal} big />
            {mayEdit && sprint.open && <TimeButtons id={sprintId} />}
            {host.names.length > 0 && <p className="soft">{t("host.names", { names: host.names.join(", ") })}</p>}
          </PanelPart>
          {sprint.open && mayEdit && (
            <PanelPart title={t("host.comeIn")}>
              <Entrance id={sprintId} />
            </PanelPart>
          )}
        </Panel>
        <Panel>
          <PanelPart title={t("host.ideas", { count: ideas.length })}>
            <HostIdeas ideas={ideas} open={sprint.open} />
          </PanelPart>
        </Panel>
      </div>
      {closing && <CloseDialog id={sprintId} ideas={ideas} onClose={() => setClosing(false)} />}
    </>
  );
}

/** What the host knows, as the room that events tell of. */
function roomOf({ sprint, ideas }: Host): Room {
  return {
    title: sprint.title,
    goal: sprint.goal,
    ends_at: sprint.ends_at,
    seconds_left: sprint.seconds_left,
    closed: !sprint.open,
    revision: sprint.revision,
    people: sprint.people,
    ideas_total: sprint.ideas,
    ideas,
  };
}

function told(known: Host, news: Room): Host {
  const { sprint } = known;
  return {
    ...known,
    ideas: mergeIdeas(known.ideas, news.ideas),
    sprint:
      news.revision < sprint.revision
        ? sprint
        : {
            ...sprint,
            revision: news.revision,
            ideas: news.ideas_total,
            people: news.people,
            ends_at: news.ends_at,
            seconds_left: news.seconds_left,
            open: !news.closed,
          },
  };
}

function TimeButtons({ id }: { id: string }) {
  const { t } = useTranslation("loyalty/sprint");
  const words = useProblemWords();
  const change = useChangeSprint();
  const add = (minutes: number) =>
    change.mutate({ id, minutes }, { onError: (error) => toast(words(error).what, { failed: true }) });
  return (
    <div className={styles.times}>
      {[-5, 5, 10].map((minutes) => (
        <Button key={minutes} size="s" onPress={() => add(minutes)} isDisabled={change.isPending}>
          {t(minutes < 0 ? "host.less" : "host.more", { minutes: Math.abs(minutes) })}
        </Button>
      ))}
    </div>
  );
}

/** The link as a picture and as text. This browser knows it only if it made it. */
function Entrance({ id }: { id: string }) {
  const { t } = useTranslation("loyalty/sprint");
  const renew = useRenewLink();
  const address = useQuery({
    queryKey: ["sprints", id, "address"],
    queryFn: () => addressOf(id),
    // It is kept in this browser, not on the server.
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = renew.data?.address ?? address.data;
  if (!known) {
    return (
      <div className={styles.elsewhere}>
        <p className="soft">{t("host.linkElsewhere")}</p>
        <ErrorLine error={renew.error} />
        <Button pending={renew.isPending} onPress={() => renew.mutate(id)}>
          {t("host.newLink")}
        </Button>
      </div>
    );
  }
  const link = `${window.location.origin}${known}`;
  return (
    <div className={styles.entrance}>
      <Qr text={link} label={t("host.qr")} />
      <div>
        <CopyField label={t("host.link")} value={link} hint={t("host.linkHint")} />
        <AnchorButton href={known} target="_blank" rel="noreferrer" size="s">
          {t("host.takePart")}
        </AnchorButton>
      </div>
    </div>
  );
}

/** The clock above ticks twice a second; these change only with what is written. */
const HostIdeas = memo(function HostIdeas({ ideas, open }: { ideas: readonly Idea[]; open: boolean }) {
  const { t } = useTranslation("loyalty/sprint");
  const [byVotes, setByVotes] = useState(!open);
  const sorted = [...ideas].sort((a, b) => (byVotes && b.votes - a.votes) || b.no - a.no);
  if (ideas.length === 0) return <p className="soft">{t("nothingYet")}</p>;
  return (
    <>
      <fieldset className={styles.order} aria-label={t("order")}>
        <Button look="quiet" size="s" aria-pressed={!byVotes} onPress={() => setByVotes(false)}>
          {t("newest")}
        </Button>
        <Button look="quiet" size="s" aria-pressed={byVotes} onPress={() => setByVotes(true)}>
          {t("byVotes")}
        </Button>
      </fieldset>
      <ol className={styles.ideas}>
        {sorted.map((it) => (
          <li key={it.id}>
            <span>{it.no}</span>
            <span>
              {it.plus_one ? (
                <Link to="/plus-ones/$plusOneId" params={{ plusOneId: it.plus_one }}>
                  {it.words}
                </Link>
              ) : (
                it.words
              )}
              {it.cost_class && <small> {t(`costClass.${it.cost_class}`)}</small>}
            </span>
            <small>{t("votes", { count: it.votes })}</small>
          </li>
        ))}
      </ol>
    </>
  );
});

/** The end: what was voted for is chosen already, the rest can be. */
function CloseDialog({ id, ideas, onClose }: { id: string; ideas: readonly Idea[]; onClose: () => void }) {
  const { t } = useTranslation("loyalty/sprint");
  const app = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const close = useCloseSprint();
  const [chosen, setChosen] = useState<readonly string[]>(() => proposed(ideas));
  const sorted = [...ideas].sort((a, b) => b.votes - a.votes || a.no - b.no);
  return (
    <Dialog title={t("host.closeTitle")} open onClose={onClose} wide stays>
      <p className="soft">{t("host.closeWhat")}</p>
      <div className={styles.choose}>
        {sorted.map((it) => (
          <Checkbox
            key={it.id}
            isSelected={chosen.includes(it.id)}
            onChange={(on) => setChosen(on ? [...chosen, it.id] : chosen.filter((one) => one !== it.id))}
            note={t("votes", { count: it.votes })}
          >
            {it.words}
          </Checkbox>
        ))}
      </div>
      <ErrorLine error={close.error} />
      <Acts>
        <Button onPress={onClose}>{app.t("act.cancel")}</Button>
        <Button
          look="go"
          pending={close.isPending}
          onPress={() =>
            close.mutate(
              { id, ideas: [...chosen] },
              {
                onSuccess: () => {
                  toast(t("host.done", { count: chosen.length }));
                  void navigate({ to: "/plus-ones" });
                },
              },
            )
          }
        >
          {t("host.closeWith", { n: format.count(chosen.length) })}
        </Button>
      </Acts>
    </Dialog>
  );
}
