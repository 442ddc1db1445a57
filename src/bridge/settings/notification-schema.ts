import { z } from 'zod';
import { baseUrlSchema } from './base-url.ts';
import { sealedSchema } from './sealing-key.ts';

/** How mails to the owner leave. Without a user name the server is asked without a login. */
export const mailServerSchema = z.strictObject({
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535).default(587),
  /** tls: from the first byte (465); starttls: must be taken up (587); none: on this machine only */
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  user: z.string().trim().max(320).default(''),
  password: sealedSchema.nullable().default(null),
  from: z.email(),
  to: z.array(z.email()).min(1).max(20),
});

/** What is told to the owner outside of the bridge's own page. */
export const notificationsSchema = z.strictObject({
  /** null = no mails */
  mail: mailServerSchema.nullable().default(null),
  /** a web address of the owner's that is told the same, signed; null = none */
  webhookUrl: baseUrlSchema.nullable().default(null),
  /** an incident that ends by itself within so many minutes is not told */
  afterMinutes: z.int().min(0).max(1440).default(10),
  /** an incident that is open for so many hours is told once more */
  againAfterHours: z.int().min(1).max(720).default(24),
});

export type MailServer = z.output<typeof mailServerSchema>;
export type Notifications = z.output<typeof notificationsSchema>;
