import type { DeviceRow } from "@paceline/protocol/port";
import { Ellipsis, LogOut, MonitorSmartphone, Pencil, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../app/clock.tsx";
import { Card } from "../../design/components/Card.tsx";
import { IconButton } from "../../design/components/IconButton.tsx";
import { Menu } from "../../design/components/Menu.tsx";
import { Pill } from "../../design/components/Pill.tsx";
import { RenameDialog } from "../../design/components/RenameDialog.tsx";
import { Skeleton } from "../../design/components/Skeleton.tsx";
import { TwoLines } from "../../design/components/TwoLines.tsx";
import { Button } from "../../design/components/Button.tsx";
import { useCommand, useList, useRows } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { useVerify } from "../unlock/use-verify.ts";
import { VerificationDialog } from "../unlock/VerificationDialog.tsx";
import css from "./DevicesSection.module.css";
import { RemoveDeviceDialog } from "./RemoveDeviceDialog.tsx";

/** Where I am signed in: verify, rename, sign out. */
export function DevicesSection() {
  const { t } = useWords();
  const list = useList("devices", {});
  const mine = useRows("verifications", {}).find((row) => !row.incoming && row.person === undefined);
  const devices = list.is === "here" ? list.rows : [];
  const others = devices.filter((device) => !device.current);
  return (
    <>
      <p className={css.text}>{t("devices.text")}</p>
      {list.is === "waiting" ? <Skeleton rows={3} /> : null}
      <Card title={t("devices.this")}>
        <ul>
          {devices
            .filter((device) => device.current)
            .map((device) => (
              <Device key={device.id} device={device} />
            ))}
        </ul>
      </Card>
      <Card title={t("devices.others")}>
        {list.is === "here" && others.length === 0 ? <p className={css.text}>{t("devices.none")}</p> : null}
        <ul>
          {others.map((device) => (
            <Device key={device.id} device={device} />
          ))}
        </ul>
      </Card>
      {mine === undefined ? null : <VerificationDialog key={mine.id} verification={mine} />}
    </>
  );
}

function Device({ device }: { readonly device: DeviceRow }) {
  const { t, formats } = useWords();
  const now = useNow();
  const verify = useVerify();
  const [open, setOpen] = useState<"rename" | "remove">();
  const rename = useCommand("renameDevice");
  const close = () => setOpen(undefined);
  const entries = [
    { id: "rename", label: t("devices.rename"), icon: <Pencil />, onAction: () => setOpen("rename") },
    ...(device.current
      ? []
      : [
          {
            id: "remove",
            label: t("devices.remove"),
            icon: <LogOut />,
            danger: true,
            onAction: () => setOpen("remove"),
          },
        ]),
  ];
  return (
    <li className={css.device}>
      <span className={css.icon}>
        <MonitorSmartphone aria-hidden="true" />
      </span>
      <TwoLines name={device.name}>
        {[
          device.id,
          device.current || device.lastSeenMs === undefined
            ? undefined
            : t("devices.seen", { when: formats.relative(device.lastSeenMs, now) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </TwoLines>
      {device.verified ? (
        <Pill tone="go" icon={<ShieldCheck aria-hidden="true" />}>
          {t("devices.verified")}
        </Pill>
      ) : device.current ? (
        <Pill tone="wait">{t("devices.unverified")}</Pill>
      ) : (
        <Button size="s" onPress={() => void verify.device(device.id)}>
          {t("devices.verify")}
        </Button>
      )}
      <Menu label={t("devices.actions", { name: device.name })} entries={entries}>
        <IconButton label={t("devices.actions", { name: device.name })} size="s">
          <Ellipsis />
        </IconButton>
      </Menu>
      <RenameDialog
        title={t("devices.rename")}
        label={t("devices.name")}
        name={device.name}
        maxLength={100}
        busy={rename.state.is === "busy"}
        error={rename.state.is === "failed" ? t(failureWords(rename.state.failure.code)) : undefined}
        onSave={async (name) => (await rename.run({ deviceId: device.id, name })).ok}
        open={open === "rename"}
        onClose={close}
      />
      <RemoveDeviceDialog device={device} open={open === "remove"} onClose={close} />
    </li>
  );
}
