CREATE TABLE `addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`contact_id` text NOT NULL,
	`stopped_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "addresses_kind" CHECK("addresses"."kind" in ('sms', 'zalo', 'zalo-bot', 'telegram'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_kind_value` ON `addresses` (`kind`,`value`);--> statement-breakpoint
CREATE INDEX `addresses_contact` ON `addresses` (`contact_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`delivery_id` text NOT NULL,
	`number` integer NOT NULL,
	`may_repeat` integer NOT NULL,
	`started_at` integer NOT NULL,
	`outcome` text,
	`code` text,
	`external_id` text,
	`finished_at` integer,
	PRIMARY KEY(`delivery_id`, `number`),
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_outcome" CHECK("attempts"."outcome" in ('accepted', 'refused', 'unknown')),
	CONSTRAINT "attempts_may_repeat" CHECK("attempts"."may_repeat" in (0, 1))
);
--> statement-breakpoint
CREATE INDEX `attempts_started` ON `attempts` (`started_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`data` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`organisation` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contacts_language" CHECK("contacts"."language" in ('vi', 'en'))
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`turn_id` text,
	`ordinal` integer DEFAULT 0 NOT NULL,
	`address_id` text NOT NULL,
	`door` text NOT NULL,
	`lane` text NOT NULL,
	`text` text NOT NULL,
	`buttons` text,
	`segments` integer NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`may_repeat` integer DEFAULT false NOT NULL,
	`lease_until` integer,
	`claim_id` text,
	`external_id` text,
	`failure` text,
	`code` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deliveries_status" CHECK("deliveries"."status" in ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'expired', 'stopped')),
	CONSTRAINT "deliveries_lane" CHECK("deliveries"."lane" in ('replies', 'bulk', 'life_safety')),
	CONSTRAINT "deliveries_door" CHECK("deliveries"."door" in ('telegram', 'twilio', 'zalo', 'zalo-bot', 'sms-phone', 'esms', 'simulator')),
	CONSTRAINT "deliveries_failure" CHECK("deliveries"."failure" in ('stopped', 'unreachable', 'window_closed', 'throttled', 'temporary', 'misconfigured', 'rejected')),
	CONSTRAINT "deliveries_may_repeat" CHECK("deliveries"."may_repeat" in (0, 1)),
	CONSTRAINT "deliveries_lease" CHECK(("deliveries"."status" = 'sending') = ("deliveries"."lease_until" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_one_per_reply` ON `deliveries` (`turn_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`door`,`lane`,`due_at`,`ordinal`) WHERE "deliveries"."status" = 'queued';--> statement-breakpoint
CREATE INDEX `deliveries_sending` ON `deliveries` (`claim_id`,`lease_until`) WHERE "deliveries"."status" = 'sending';--> statement-breakpoint
CREATE INDEX `deliveries_external` ON `deliveries` (`external_id`,`door`) WHERE "deliveries"."external_id" is not null;--> statement-breakpoint
CREATE INDEX `deliveries_address` ON `deliveries` (`address_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `early_receipts` (
	`door` text NOT NULL,
	`external_id` text NOT NULL,
	`status` text NOT NULL,
	`failure` text,
	`code` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`door`, `external_id`, `status`),
	CONSTRAINT "early_receipts_door" CHECK("early_receipts"."door" in ('telegram', 'twilio', 'zalo', 'zalo-bot', 'sms-phone', 'esms', 'simulator')),
	CONSTRAINT "early_receipts_status" CHECK("early_receipts"."status" in ('sent', 'delivered', 'failed')),
	CONSTRAINT "early_receipts_failure" CHECK("early_receipts"."failure" in ('stopped', 'unreachable', 'window_closed', 'throttled', 'temporary', 'misconfigured', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`turn_id` text,
	`contact_id` text,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`household_id` text NOT NULL,
	`fact` text NOT NULL,
	`person` integer NOT NULL,
	`value` text NOT NULL,
	`learned_at` integer NOT NULL,
	PRIMARY KEY(`household_id`, `fact`, `person`),
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `households_contact` ON `households` (`contact_id`);--> statement-breakpoint
CREATE TABLE `inbound_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`door` text NOT NULL,
	`address_kind` text NOT NULL,
	`address_value` text NOT NULL,
	`external_id` text NOT NULL,
	`content` text NOT NULL,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`automated` integer NOT NULL,
	`today` text,
	`status` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "inbound_messages_door" CHECK("inbound_messages"."door" in ('telegram', 'twilio', 'zalo', 'zalo-bot', 'sms-phone', 'esms', 'simulator')),
	CONSTRAINT "inbound_messages_address_kind" CHECK("inbound_messages"."address_kind" in ('sms', 'zalo', 'zalo-bot', 'telegram')),
	CONSTRAINT "inbound_messages_status" CHECK("inbound_messages"."status" in ('waiting', 'done', 'failed', 'ignored')),
	CONSTRAINT "inbound_messages_automated" CHECK("inbound_messages"."automated" in (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_messages_once` ON `inbound_messages` (`door`,`external_id`);--> statement-breakpoint
CREATE INDEX `inbound_messages_waiting` ON `inbound_messages` (`address_kind`,`address_value`,`received_at`) WHERE "inbound_messages"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX `inbound_messages_address` ON `inbound_messages` (`address_kind`,`address_value`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`desk` text,
	`hours` text,
	`phone` text,
	`commune` text,
	`province` text,
	`duty_officers` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_tokens` (
	`provider` text PRIMARY KEY NOT NULL,
	`access_token` text NOT NULL,
	`refresh_token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`seeded_from` text NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "provider_tokens_state" CHECK("provider_tokens"."state" in ('ok', 'refreshing', 'needs_consent'))
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`data` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_version" CHECK("sessions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`id` text PRIMARY KEY NOT NULL,
	`inbound_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`content_version` text NOT NULL,
	`at` integer NOT NULL,
	`trace` text NOT NULL,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `turns_inbound` ON `turns` (`inbound_id`);--> statement-breakpoint
CREATE TABLE `verdicts` (
	`id` integer PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	`rule` text NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`verdict` text NOT NULL,
	`on` text NOT NULL,
	`people` integer NOT NULL,
	`amount_vnd` integer,
	`rice_kg` real,
	`per` text,
	`inputs` text NOT NULL,
	`citations` text NOT NULL,
	`content_version` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "verdicts_kind" CHECK("verdicts"."kind" in ('entitlement', 'considered', 'apply')),
	CONSTRAINT "verdicts_verdict" CHECK("verdicts"."verdict" in ('eligible', 'possible', 'not_eligible', 'unknown')),
	CONSTRAINT "verdicts_per" CHECK("verdicts"."per" in ('month', 'year', 'once', 'course', 'loan'))
);
