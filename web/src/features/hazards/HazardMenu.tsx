import type { HazardRow } from "@paceline/protocol/port";
import { CircleCheck, Ellipsis, FileDown } from "lucide-react";
import { useState } from "react";
import { useHost } from "../../app/host.tsx";
import { useSessionStore } from "../../app/session-store.tsx";
import { tell } from "../../app/toasts.ts";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useWords } from "../../words/use-words.tsx";
import { Confirm } from "../../design/components/Confirm.tsx";

/** What can be done about a hazard. */
export function HazardMenu({ hazard }: { readonly hazard: HazardRow }) {
  const { t } = useWords();
  const act = useAct();
  const host = useHost();
  const store = useSessionStore();
  const [clearing, setClearing] = useState(false);
  const { id: hazardId, headline, mayClear } = hazard;
  const save = async () => {
    const file = await act("exportHazard", { hazardId });
    if (file.ok && (await host.saveText(file.value.name, file.value.xml))) tell(store, "plain", t("common.saved"));
  };
  const label = t("hazard.actions", { name: headline });
  return (
    <>
      <Menu
        label={label}
        entries={[
          ...(mayClear
            ? [
                {
                  id: "clear",
                  label: t("hazard.clear"),
                  icon: <CircleCheck />,
                  onAction: () => setClearing(true),
                },
              ]
            : []),
          { id: "save", label: t("alert.export"), icon: <FileDown />, onAction: () => void save() },
        ]}
      >
        <IconButton label={label} size="s">
          <Ellipsis />
        </IconButton>
      </Menu>
      {clearing ? (
        <Confirm
          title={t("hazard.clear.title", { name: headline })}
          text={t("hazard.clear.text")}
          action={t("hazard.clear")}
          danger={false}
          onClose={() => setClearing(false)}
          onConfirm={() => void act("clearHazard", { hazardId })}
        />
      ) : null}
    </>
  );
}
