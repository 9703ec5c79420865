import { useState } from 'react';
import type { Acting } from '../api';
import { FormDialog } from './FormDialog';
import type { FormDialogProps } from './FormDialog';
import { TextField } from './TextField';
import { useFormSend } from './useFormSend';

type ReasonDialogProps<Data> = Pick<
  FormDialogProps,
  'title' | 'isBusy' | 'isDangerous' | 'onClose' | 'children'
> & {
  /** The word on the button, where it is not the title. */
  act?: string;
  /** What the reason is asked for with. */
  label: string;
  /** Said when it is done. */
  done?: string;
  onSend: (reason: string) => Acting<Data>;
  /** Instead of closing. */
  onDone?: (data: Data) => void;
};

/** An act that needs nothing but a reason; the children say what it does. */
export const ReasonDialog = <Data,>({
  title,
  act = title,
  label,
  done,
  onSend,
  onClose,
  onDone = onClose,
  children,
  ...dialog
}: ReasonDialogProps<Data>) => {
  const [reason, setReason] = useState('');
  const { send, errorOf, problem } = useFormSend<Data>({ fields: ['reason'], onDone });
  return (
    <FormDialog
      {...dialog}
      title={title}
      act={act}
      problem={problem}
      onClose={onClose}
      onAct={() => send(reason.trim() ? () => onSend(reason) : null, done)}
    >
      {children}
      <TextField
        isLong
        isRequired
        label={label}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};
