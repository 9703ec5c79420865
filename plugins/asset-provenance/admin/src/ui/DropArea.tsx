import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { styled } from 'styled-components';

const Cover = styled(Flex)`
  position: absolute;
  inset: 0;
  z-index: 3;
  border: 2px dashed ${({ theme }) => theme.colors.primary600};
  background: ${({ theme }) => theme.colors.primary100};

  pointer-events: none;
`;

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

type DropAreaProps = {
  /** What letting go of a file here does. */
  label: string;
  children: ReactNode;
  onFile: (file: File) => void;
};

/** Takes a file that is dropped anywhere on it. */
export const DropArea = ({ label, children, onFile }: DropAreaProps) => {
  // Entering a child fires before leaving its parent: count, to know when the file has left for good.
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const leave = () => {
    depth.current = 0;
    setIsOver(false);
  };
  return (
    <Box
      position="relative"
      minHeight="60dvh"
      onDragEnter={(event: DragEvent) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setIsOver(true);
      }}
      onDragOver={(event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event: DragEvent) => {
        const [file] = event.dataTransfer.files;
        leave();
        if (!file) return;
        event.preventDefault();
        onFile(file);
      }}
    >
      {children}
      {isOver ? (
        <Cover justifyContent="center" hasRadius>
          <Flex direction="column" gap={3} color="primary600">
            <Upload aria-hidden width="3.2rem" height="3.2rem" />
            <Typography variant="delta" textColor="primary700">
              {label}
            </Typography>
          </Flex>
        </Cover>
      ) : null}
    </Box>
  );
};
