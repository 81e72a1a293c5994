import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useWords } from "../../words/use-words.tsx";
import css from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";

type DialogProps = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** `alert`: asks before something that cannot be taken back; closes by a choice, not by a click beside it. */
  readonly kind?: "plain" | "alert";
  readonly wide?: boolean;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** A question in front of everything. Esc and ✕ close it; the focus goes back to where it was. */
export function Dialog({ title, open, onClose, kind = "plain", wide = false, actions, children }: DialogProps) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className={css.scrim ?? ""}
      isOpen={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      isDismissable={kind === "plain"}
    >
      <Modal className={css.modal ?? ""} data-wide={wide || undefined}>
        <AriaDialog role={kind === "alert" ? "alertdialog" : "dialog"} className={css.dialog ?? ""}>
          <header className={css.head}>
            <Heading slot="title" className={css.title ?? ""}>
              {title}
            </Heading>
            {kind === "plain" ? (
              <IconButton label={t("common.close")} size="s" onPress={onClose}>
                <X />
              </IconButton>
            ) : null}
          </header>
          <div className={css.body}>{children}</div>
          {actions === undefined ? null : <footer className={css.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
