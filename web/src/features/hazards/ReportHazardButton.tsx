import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/components/Button.tsx";
import { useWords } from "../../words/use-words.tsx";
import { ReportHazardDialog } from "./ReportHazardDialog.tsx";

/** Opens the form of a report. */
export function ReportHazardButton() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="s" icon={<TriangleAlert />} onPress={() => setOpen(true)}>
        {t("hazard.report")}
      </Button>
      {open ? <ReportHazardDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
