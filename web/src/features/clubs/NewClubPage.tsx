import { useNavigate } from "@tanstack/react-router";
import { DoorOpen, LockKeyhole } from "lucide-react";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Label } from "react-aria-components/Label";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { Button } from "../../design/components/Button.tsx";
import { Card } from "../../design/components/Card.tsx";
import { Field } from "../../design/components/Field.tsx";
import { Page } from "../../design/components/Page.tsx";
import { Progress } from "../../design/components/Progress.tsx";
import { useCommand } from "../../engine/engine.tsx";
import { failureWords } from "../../words/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { SPORT_CHOICES } from "../meetup-form/sports.ts";
import css from "./NewClubPage.module.css";

/** A club of one's own: a name, who can come in, what it does. */
export function NewClubPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [access, setAccess] = useState<"open" | "private">("private");
  const [sports, setSports] = useState<ReadonlySet<string>>(new Set());
  const create = useCommand("createClub");
  const busy = create.state.is === "busy";
  const make = async () => {
    const words = topic.trim();
    const result = await create.run({
      name: name.trim(),
      access,
      sports: SPORT_CHOICES.filter((sport) => sports.has(sport)),
      ...(words === "" ? {} : { topic: words }),
    });
    if (result.ok) await navigate({ to: "/club/$clubId", params: { clubId: result.value.spaceId } });
  };
  return (
    <Page title={t("newclub.title")} narrow back="/clubs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !busy) void make();
        }}
      >
        <Card>
          <div className={css.stack}>
            <Field
              label={t("newclub.name")}
              placeholder={t("newclub.name.placeholder")}
              value={name}
              onChange={setName}
              maxLength={100}
              autoFocus
              isRequired
            />
            <Field
              label={t("newclub.topic")}
              placeholder={t("newclub.topic.placeholder")}
              value={topic}
              onChange={setTopic}
              maxLength={300}
            />
            <RadioGroup
              className={css.access ?? ""}
              value={access}
              onChange={(value) => setAccess(value === "open" ? "open" : "private")}
            >
              <Label className={css.label ?? ""}>{t("newclub.access")}</Label>
              <div className={css.options}>
                <Radio value="private" className={css.option ?? ""}>
                  <LockKeyhole aria-hidden="true" />
                  <b>{t("newclub.private")}</b>
                  <span>{t("newclub.private.text")}</span>
                </Radio>
                <Radio value="open" className={css.option ?? ""}>
                  <DoorOpen aria-hidden="true" />
                  <b>{t("newclub.open")}</b>
                  <span>{t("newclub.open.text")}</span>
                </Radio>
              </div>
            </RadioGroup>
            <div className={css.access}>
              <span className={css.label} id="club-sports">
                {t("newclub.sports")}
              </span>
              <ToggleButtonGroup
                aria-labelledby="club-sports"
                selectionMode="multiple"
                className={css.sports ?? ""}
                selectedKeys={sports}
                onSelectionChange={(keys) => setSports(new Set([...keys].map(String)))}
              >
                {SPORT_CHOICES.map((sport) => (
                  <ToggleButton key={sport} id={sport} className={css.sport ?? ""}>
                    {t(`sport.${sport}`)}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </div>
            {busy ? <Progress label={t("newclub.busy")} text={t("newclub.busy")} /> : null}
            {create.state.is === "failed" ? (
              <p className={css.failed} role="alert">
                {t(failureWords(create.state.failure.code))}
              </p>
            ) : null}
            <div className={css.end}>
              <Button type="submit" look="primary" size="l" isDisabled={busy || name.trim() === ""}>
                {t("newclub.create")}
              </Button>
            </div>
          </div>
        </Card>
      </form>
    </Page>
  );
}
