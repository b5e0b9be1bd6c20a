CREATE TABLE `announced` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`last_at` integer NOT NULL,
	`second_at` integer NOT NULL,
	`third_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `broadcast_approvals` (
	`broadcast_id` text NOT NULL,
	`official_id` text NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`broadcast_id`, `official_id`, `hash`),
	FOREIGN KEY (`broadcast_id`) REFERENCES `broadcasts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `broadcast_counts` (
	`broadcast_id` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`broadcast_id`, `status`),
	FOREIGN KEY (`broadcast_id`) REFERENCES `broadcasts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `broadcast_lists` (
	`broadcast_id` text NOT NULL,
	`contact_id` text NOT NULL,
	PRIMARY KEY(`broadcast_id`, `contact_id`),
	FOREIGN KEY (`broadcast_id`) REFERENCES `broadcasts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `broadcast_recipients` (
	`broadcast_id` text NOT NULL,
	`number` integer NOT NULL,
	`contact_id` text,
	`address_id` text,
	`door` text,
	`status` text NOT NULL,
	`reason` text,
	`due_at` integer,
	`delivery_id` text,
	`first_delivery_id` text,
	`handed_at` integer,
	`settled_at` integer,
	PRIMARY KEY(`broadcast_id`, `number`),
	FOREIGN KEY (`broadcast_id`) REFERENCES `broadcasts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "broadcast_recipients_status" CHECK("broadcast_recipients"."status" = 'waiting' or "broadcast_recipients"."status" = 'queued' or "broadcast_recipients"."status" = 'sent' or "broadcast_recipients"."status" = 'delivered' or "broadcast_recipients"."status" = 'failed' or "broadcast_recipients"."status" = 'unknown' or "broadcast_recipients"."status" = 'expired' or "broadcast_recipients"."status" = 'stopped' or "broadcast_recipients"."status" = 'skipped' or "broadcast_recipients"."status" = 'cancelled'),
	CONSTRAINT "broadcast_recipients_door" CHECK("broadcast_recipients"."door" = 'telegram' or "broadcast_recipients"."door" = 'twilio' or "broadcast_recipients"."door" = 'zalo' or "broadcast_recipients"."door" = 'zalo-bot' or "broadcast_recipients"."door" = 'sms-phone' or "broadcast_recipients"."door" = 'esms' or "broadcast_recipients"."door" = 'simulator')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `broadcast_recipients_one` ON `broadcast_recipients` (`contact_id`,`broadcast_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `broadcast_recipients_delivery` ON `broadcast_recipients` (`delivery_id`) WHERE "broadcast_recipients"."delivery_id" is not null;--> statement-breakpoint
CREATE INDEX `broadcast_recipients_waiting` ON `broadcast_recipients` (`broadcast_id`,`door`,`due_at`,`number`) WHERE "broadcast_recipients"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX `broadcast_recipients_moving` ON `broadcast_recipients` (`broadcast_id`,`number`) WHERE "broadcast_recipients"."status" in ('queued', 'unknown');--> statement-breakpoint
CREATE INDEX `broadcast_recipients_watched` ON `broadcast_recipients` (`broadcast_id`,`due_at`) WHERE "broadcast_recipients"."status" = 'sent' and "broadcast_recipients"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `broadcast_recipients_settled` ON `broadcast_recipients` (`broadcast_id`,`settled_at`) WHERE "broadcast_recipients"."settled_at" is not null;--> statement-breakpoint
CREATE TABLE `broadcast_replies` (
	`inbound_id` text PRIMARY KEY NOT NULL,
	`broadcast_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`broadcast_id`) REFERENCES `broadcasts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `broadcast_replies_broadcast` ON `broadcast_replies` (`broadcast_id`,`at`);--> statement-breakpoint
CREATE TABLE `broadcasts` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`class` text NOT NULL,
	`status` text NOT NULL,
	`words` text NOT NULL,
	`audience` text NOT NULL,
	`places` text NOT NULL,
	`organisation` text NOT NULL,
	`disaster_id` text,
	`send_at` integer,
	`life_ms` integer NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`hash` text,
	`same_hash` text,
	`submitted_at` integer,
	`refused_why` text,
	`approved_at` integer,
	`prepared_to` text DEFAULT '' NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`started_at` integer,
	`expires_at` integer,
	`paused_why` text,
	`resumed_at` integer,
	`finished_at` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`disaster_id`) REFERENCES `disasters`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "broadcasts_class" CHECK("broadcasts"."class" = 'service_notice' or "broadcasts"."class" = 'promotion' or "broadcasts"."class" = 'life_safety'),
	CONSTRAINT "broadcasts_status_word" CHECK("broadcasts"."status" = 'draft' or "broadcasts"."status" = 'submitted' or "broadcasts"."status" = 'refused' or "broadcasts"."status" = 'preparing' or "broadcasts"."status" = 'ready' or "broadcasts"."status" = 'sending' or "broadcasts"."status" = 'paused' or "broadcasts"."status" = 'done' or "broadcasts"."status" = 'cancelled'),
	CONSTRAINT "broadcasts_paused" CHECK("broadcasts"."paused_why" = 'official' or "broadcasts"."paused_why" = 'failures' or "broadcasts"."paused_why" = 'event_over')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `broadcasts_code` ON `broadcasts` (`code`);--> statement-breakpoint
CREATE INDEX `broadcasts_status` ON `broadcasts` (`status`);--> statement-breakpoint
CREATE INDEX `broadcasts_same` ON `broadcasts` (`same_hash`) WHERE "broadcasts"."same_hash" is not null;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `broadcast_id` text REFERENCES broadcasts(id);--> statement-breakpoint
CREATE INDEX `turns_contact` ON `turns` (`contact_id`);--> statement-breakpoint
CREATE INDEX `verdicts_turn` ON `verdicts` (`turn_id`);