/** Hashes, seals, trees and signatures: what proves, without a database and without Strapi. */
export * from './checkpoint';
export * from './crc32';
export * from './entry';
export * from './event-facts';
export * from './export-file';
export * from './findings';
export * from './hash';
export * from './keys';
export * from './lines';
export * from './manifest-note';
export * from './note';
export * from './record';
export * from './row-hashes';
export * from './salted';
export * from './tree';
export * from './verify-events';
export * from './verify-export';
