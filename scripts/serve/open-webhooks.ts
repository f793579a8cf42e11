import { join } from 'node:path'
import { openHooksFile } from '../../core/webhooks/hooks-file.ts'
import { startWebhooks, type RunningWebhooks, type WebhookParts } from '../../core/webhooks/webhooks.ts'
import type { Settings } from './settings.ts'

/** Other systems that are told what happens, from a file of their own beside the book. */
export function openWebhooks(
  { dataFolder, webhooksMayBePrivate }: Settings,
  parts: Omit<WebhookParts, 'file' | 'allowsPrivate'>,
): RunningWebhooks {
  const file = openHooksFile(join(dataFolder, 'webhooks.db'))
  const running = startWebhooks({ ...parts, file, allowsPrivate: webhooksMayBePrivate })
  return {
    ...running,
    async stop() {
      await running.stop()
      file.close()
    },
  }
}
